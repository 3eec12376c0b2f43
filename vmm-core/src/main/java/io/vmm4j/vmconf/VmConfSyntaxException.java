package io.vmm4j.vmconf;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.List;

/** A file is not what vm.conf(5) allows. The message is the first one that {@code vmd -n} would print, without program. */
public final class VmConfSyntaxException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<VmConfMessage> messages;
    private final transient Origin origin;

    /**
     * An error with all that vmd(8) would say.
     *
     * @param messages what {@code vmd -n} would print, at least one of it an error
     */
    public VmConfSyntaxException(List<VmConfMessage> messages) {
        this(messages, firstError(messages));
    }

    private VmConfSyntaxException(List<VmConfMessage> messages, VmConfMessage first) {
        this(messages, first, first.origin().orElse(new Origin("", 0)));
    }

    private VmConfSyntaxException(List<VmConfMessage> messages, VmConfMessage first, Origin origin) {
        super(Problem.of(code(first.text()))
                .with("file", origin.file())
                .with("line", origin.line())
                .with("reason", first.text()));
        this.messages = List.copyOf(messages);
        this.origin = origin;
    }

    /** Everything that {@code vmd -n} would print, in its order. */
    public List<VmConfMessage> messages() {
        return messages;
    }

    /** The file that the first error names. */
    public String file() {
        return origin.file();
    }

    /** The line that the first error names, from 1. */
    public int line() {
        return origin.line();
    }

    private static VmConfMessage firstError(List<VmConfMessage> messages) {
        return messages.stream()
                .filter(message -> message.severity() == VmConfMessage.Severity.ERROR)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("none of the messages is an error: " + messages));
    }

    private static VmConfError code(String text) {
        if (text.startsWith("macro '")) {
            return VmConfError.UNDEFINED_MACRO;
        }
        if (text.startsWith("failed to include file ")) {
            return VmConfError.INCLUDE;
        }
        boolean syntax = text.equals("syntax error") || text.startsWith("reached end of file");
        return syntax ? VmConfError.SYNTAX : VmConfError.REFUSED_VALUE;
    }
}
