package io.vmm4j.pf;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What pfctl(8) can fail with. */
public enum PfError implements ErrorCode {
    NOT_PERMITTED(
            "The user has no rights on pf(4) on {target}: {text}",
            "pfctl needs root even to read: work as root, or permit it in /etc/doas.conf: permit nopass USER as root cmd"
                    + " pfctl"),
    FAILED("pfctl(8) failed on {target}: {text}", "Try the same by hand on the host: {command}"),
    UNREADABLE(
            "The answer of {command} on {target} cannot be read: {text}",
            "Report it together with the host's release (uname -a)."),

    INTERFACE_NAME(
            "The {argument} {value} is none: it starts with a letter, and 15 letters and digits are the most.",
            "Take it from ifconfig(8); a group of interfaces such as egress or tap is as good."),
    TABLE_NAME(
            "The {argument} {value} is none: it starts with a letter and has at most 31 letters, digits, '_' and '-'.",
            "Write it without the angle brackets."),
    PORT_RANGE(
            "The {argument} {value} is not within 1 to 65535, or ends before it begins.", "Write the lower one first."),
    PORT_WITHOUT_PROTOCOL(
            "The {argument} {value} belongs to no protocol that has ports.", "Say whether it is TCP or UDP."),
    TRANSLATION_WITHOUT_DIRECTION(
            "The {argument} {value} needs a direction and state: pfctl(8) refuses it without.",
            "Translate sources of packets that go out, and destinations of those that come in."),
    TRANSLATION_OF_BLOCKED(
            "The {argument} {value} would be of packets that are blocked.", "Use it with pass or match.");

    private final String message;
    private final String hint;

    PfError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "pf-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }
}
