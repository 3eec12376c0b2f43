package io.vmm4j.plan;

import io.vmm4j.HostPath;
import io.vmm4j.internal.UnifiedDiff;
import java.util.Objects;

/**
 * The removal of a file. It is refused if the file is not what it was when the plan was made.
 *
 * @param summary what it does, for people
 * @param path the file; a symbolic link is followed
 * @param before what is in it now
 * @param mode the permission bits that it gets if it is made again; it is root's then, group wheel. A guarded plan keeps the file
 *     itself
 * @param moment when it is gone
 */
public record FileRemoval(String summary, HostPath path, FileContent before, int mode, Moment moment)
        implements Change {

    public FileRemoval {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(moment, "moment");
    }

    /** A file that is to be removed in its turn. */
    public static FileRemoval of(String summary, HostPath path, FileContent before) {
        return new FileRemoval(summary, path, before, 0644, Moment.IN_TURN);
    }

    /** The same with other permission bits, should it be made again. */
    public FileRemoval mode(int bits) {
        return new FileRemoval(summary, path, before, bits, moment);
    }

    /** The same, removed when a guarded plan is confirmed. */
    public FileRemoval onceConfirmed() {
        return new FileRemoval(summary, path, before, mode, Moment.ONCE_CONFIRMED);
    }

    @Override
    public boolean needsRoot() {
        return true;
    }

    @Override
    public boolean canBeUndone() {
        return true;
    }

    @Override
    public String details() {
        return UnifiedDiff.removing(path.value(), before.text());
    }
}
