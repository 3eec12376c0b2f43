package io.vmm4j.vmconf;

import io.vmm4j.internal.UnifiedDiff;
import java.util.Optional;

/**
 * A file before and after an edit.
 *
 * @param before as it was
 * @param after as it should be; of the same path
 */
public record VmConfFileChange(VmConfFile before, VmConfFile after) {

    public VmConfFileChange {
        if (!before.path().equals(after.path())) {
            throw new IllegalArgumentException("not one file: " + before.path() + ", " + after.path());
        }
    }

    /** The file. */
    public String path() {
        return after.path();
    }

    /** The change as {@code diff -u} shows it, three lines around it; empty text if there is none. */
    public String diff() {
        return UnifiedDiff.of(path(), Optional.of(before.text()), after.text());
    }
}
