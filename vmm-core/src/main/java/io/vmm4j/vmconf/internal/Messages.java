package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Origin;
import io.vmm4j.vmconf.VmConfMessage;
import io.vmm4j.vmconf.VmConfMessage.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code vmd -n} would have printed so far. */
final class Messages {

    private final List<VmConfMessage> all = new ArrayList<>();
    private boolean errors;

    void error(String file, int line, String text) {
        all.add(new VmConfMessage(Severity.ERROR, Optional.of(new Origin(file, line)), text));
        errors = true;
    }

    void note(String text) {
        all.add(new VmConfMessage(Severity.NOTE, Optional.empty(), text));
    }

    void warning(String text) {
        all.add(new VmConfMessage(Severity.WARNING, Optional.empty(), text));
    }

    boolean hasErrors() {
        return errors;
    }

    List<VmConfMessage> all() {
        return List.copyOf(all);
    }
}
