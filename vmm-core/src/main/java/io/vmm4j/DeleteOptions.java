package io.vmm4j;

import java.util.Objects;

/**
 * What deleting a VM takes with it.
 *
 * @param disks which of its disks are removed
 * @param stop how it is stopped first, if it runs
 */
public record DeleteOptions(Disks disks, StopPolicy stop) {

    /** Which disks are removed. */
    public enum Disks {
        /** None. */
        KEEP,
        /** Those that were made when the VM was created; images that existed before stay. */
        REMOVE_NEW,
        /** All of them. */
        REMOVE_ALL
    }

    public DeleteOptions {
        Objects.requireNonNull(disks, "disks");
        Objects.requireNonNull(stop, "stop");
    }

    /** The VM goes, its disks stay. It is asked to shut down, and killed if it does not. */
    public static DeleteOptions keepingDisks() {
        return new DeleteOptions(Disks.KEEP, StopPolicy.gracefulThenForce(StopPolicy.GRACE));
    }

    /** The VM goes with the disks that were made for it. It is asked to shut down, and killed if it does not. */
    public static DeleteOptions removingNewDisks() {
        return new DeleteOptions(Disks.REMOVE_NEW, StopPolicy.gracefulThenForce(StopPolicy.GRACE));
    }

    /** The VM goes with all its disks. It is asked to shut down, and killed if it does not. */
    public static DeleteOptions removingAllDisks() {
        return new DeleteOptions(Disks.REMOVE_ALL, StopPolicy.gracefulThenForce(StopPolicy.GRACE));
    }

    /** The same with another way to stop it first. */
    public DeleteOptions stopping(StopPolicy policy) {
        return new DeleteOptions(disks, policy);
    }
}
