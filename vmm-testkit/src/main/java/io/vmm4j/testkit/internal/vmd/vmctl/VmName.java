package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.vmd.VmSelector;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.io.IOException;
import java.util.Optional;

/**
 * A VM as it was named on the command line: whatever is a number up to 4294967295 is an id, all else a name.
 *
 * @param id the id, or 0
 * @param name the name, if it is no id
 */
record VmName(long id, Optional<String> name) {

    private static final long MAX_ID = 0xffffffffL;

    static VmName parse(SimProcess process, String word) throws IOException {
        if (word.startsWith("-")) {
            throw Exit.with(process, "invalid id: " + word);
        }
        try {
            return new VmName(Strtonum.parse(word, 0, MAX_ID), Optional.empty());
        } catch (Strtonum.Invalid e) {
            if (word.length() >= VmParameters.NAME_LIMIT) {
                process.complain("vmctl: name too long\n");
                throw Exit.with(process, "invalid id: " + word);
            }
            return new VmName(0, Optional.of(word));
        }
    }

    VmSelector selector() {
        return new VmSelector(id, name.orElse(""));
    }

    /** Whether nothing was named: the id 0. */
    boolean isAny() {
        return id == 0 && name.filter(word -> !word.isEmpty()).isEmpty();
    }

    boolean matches(long otherId, String otherName) {
        return (id != 0 && id == otherId)
                || name.filter(word -> !word.isEmpty() && word.equals(otherName))
                        .isPresent();
    }
}
