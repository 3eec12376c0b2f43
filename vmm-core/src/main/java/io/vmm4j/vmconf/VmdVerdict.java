package io.vmm4j.vmconf;

import java.util.ArrayList;
import java.util.List;

/**
 * What {@code vmd -n} says to a file.
 *
 * @param accepted whether it would exit with 0
 * @param messages what it would print before its verdict, in order
 */
public record VmdVerdict(boolean accepted, List<VmConfMessage> messages) {

    public VmdVerdict {
        messages = List.copyOf(messages);
    }

    /** Those of the messages that refuse the file. */
    public List<VmConfMessage> errors() {
        return messages.stream()
                .filter(message -> message.severity() == VmConfMessage.Severity.ERROR)
                .toList();
    }

    /** The lines on its standard error, {@code configuration OK} included. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        messages.forEach(message -> lines.add(message.toString()));
        if (accepted) {
            lines.add("configuration OK");
        }
        return lines;
    }
}
