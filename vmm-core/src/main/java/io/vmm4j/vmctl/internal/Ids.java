package io.vmm4j.vmctl.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmId;
import java.util.Optional;

/** Reads ids. */
final class Ids {

    private Ids() {}

    /** The id that the text is, if it is one. */
    static Optional<VmId> parse(String text) {
        try {
            return Optional.of(VmId.of(Long.parseLong(text)));
        } catch (NumberFormatException | InvalidValueException e) {
            return Optional.empty();
        }
    }
}
