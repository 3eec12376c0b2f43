package io.vmm4j;

import java.util.Objects;

/**
 * What deleting a VM takes with it.
 *
 * @param disks which of its disks are removed
 * @param stop how it is stopped first, if it runs
 * @param definition what becomes of its definition in vm.conf(5), if it has one
 */
public record DeleteOptions(Disks disks, StopPolicy stop, Definition definition) {

    /** Which disks are removed. */
    public enum Disks {
        /** None. */
        KEEP,
        /** Those that were made when the VM was created; images that existed before stay. */
        REMOVE_NEW,
        /** All of them. */
        REMOVE_ALL
    }

    /** What becomes of a definition in vm.conf(5). */
    public enum Definition {
        /** It stays: a VM that has one is not deleted. */
        REFUSE,
        /** It is removed from its file, if vmd(8) can forget the VM without starting or dropping others. */
        REMOVE
    }

    public DeleteOptions {
        Objects.requireNonNull(disks, "disks");
        Objects.requireNonNull(stop, "stop");
        Objects.requireNonNull(definition, "definition");
    }

    /** A VM that vm.conf(5) does not define. */
    public DeleteOptions(Disks disks, StopPolicy stop) {
        this(disks, stop, Definition.REFUSE);
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
        return new DeleteOptions(disks, policy, definition);
    }

    /** The same for a VM that vm.conf(5) defines: its definition goes too, by a change as of {@code VmmHost.configuration()}. */
    public DeleteOptions alsoFromConfiguration() {
        return new DeleteOptions(disks, stop, Definition.REMOVE);
    }
}
