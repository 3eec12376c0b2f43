package io.vmm4j.vmconf;

import io.vmm4j.vmconf.internal.UnifiedDiff;

/**
 * A file before and after an edit.
 *
 * @param before as it was
 * @param after as it should be; of the same path
 */
public record FileChange(VmConfFile before, VmConfFile after) {

    public FileChange {
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
        return UnifiedDiff.of(path(), before.text(), after.text());
    }
}
