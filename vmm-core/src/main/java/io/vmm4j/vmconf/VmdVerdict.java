package io.vmm4j.vmconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** What {@code vmd -n} says to a file that cannot be opened: it complains, and accepts it. Test for the file first. */
    public static VmdVerdict ofMissing(String file) {
        String text = "failed to open " + file + ": No such file or directory";
        return new VmdVerdict(true, List.of(new VmConfMessage(VmConfMessage.Severity.NOTE, Optional.empty(), text)));
    }

    /** The exit status of {@code vmd -n}. */
    public int exitStatus() {
        return accepted ? 0 : 1;
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
