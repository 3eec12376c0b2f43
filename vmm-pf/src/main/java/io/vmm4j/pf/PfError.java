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
            "Report it together with the host's release (uname -a).");

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
