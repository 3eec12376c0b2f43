package io.vmm4j.host;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** Why the vm.conf(5) of a host cannot be read, or not be changed as asked. */
public enum ConfigurationError implements ErrorCode {
    FLAGS_NOT_FOLLOWED(
            "vmd(8) on {target} is started with the flags {flags}: what its configuration means is not in its files alone.",
            "Define the macros in the file itself and set the flags without them: rcctl set vmd flags \"\"."),
    UNREADABLE(
            "{path} cannot be read on {target}: {reason}.",
            "The user who connects must be able to read it, or doas.conf(5) must permit: cmd cat args {path}."),
    INCLUDED_TOO_DEEP(
            "{path} on {target} includes files that include others more than {limit} levels deep.",
            "Look for a file that includes itself, or include them all from {path}."),
    SWITCH_WITHOUT_DEVICE(
            "The switch {switch} is on {device}, which does not exist on {target}: vmd(8) would die of it, and every VM with"
                    + " it. Nothing was changed.",
            "Create the device first: put it into /etc/hostname.{device} and run sh /etc/netstart {device}."),
    NOT_FORGOTTEN_ALONE(
            "To forget {vm}, vmd(8) on {target} would have to reload its configuration, which {effect} Nothing was changed.",
            "Remove {vm} from vm.conf(5) by a change of its own, with Activation.ALWAYS or NEVER, or have those that would start"
                    + " disabled first."),
    RULE_BROKEN("{reason} Nothing was changed on {target}.", "{advice}");

    private final String message;
    private final String hint;

    ConfigurationError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "configuration-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
