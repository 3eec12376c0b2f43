package io.vmm4j.install;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong on a serial console. */
public enum ConsoleError implements ErrorCode {
    NOT_SEEN(
            "On the {console}, {expected} did not come within {timeout}; the last line is: {last}",
            "See the last lines of the transcript. A guest that is slow needs more time; one that asks something else needs"
                    + " another answer; one that says nothing at all may have its console elsewhere (Linux:"
                    + " console=ttyS0,115200) or hang."),
    NOT_CONNECTED(
            "The {console} could not be opened: {reason}",
            "The VM must run, and its terminal belongs to its owner: connect as the owner or as root."),
    IN_USE(
            "The {console} is in use: {reason}",
            "Somebody else has it open (fstat(1) on its terminal tells who). Two readers would get every other piece each: end"
                    + " that session first."),
    ENDED(
            "The {console} has ended: {reason}; the last line is: {last}",
            "The VM has stopped or was stopped: look at its status. A reboot of a guest that was started from an explicit boot"
                    + " device ends it, too."),
    KILLED(
            "The {console} was cut off: {reason}; the last line is: {last}",
            "Somebody ended cu(1) on the host, or the time that this console may stay open is over. The guest goes on: connect"
                    + " again; what it writes meanwhile is lost.",
            true),
    LOST(
            "The connection to the {console} is lost: {reason}; the last line is: {last}",
            "The guest goes on: connect again; what it writes meanwhile is lost.",
            true),
    CLOSED("The {console} was closed by this program.", "Open a new one."),
    NO_SHELL(
            "There is no shell that answers on the {console}; the last line is: {last}",
            "Log in first, and wait for the prompt. The line must echo what is typed."),
    NOT_TYPED(
            "A command could not be typed on the {console}: what came back was never what had been sent; the last line is: {last}",
            "Either the line loses too many characters, or what reads there is no shell that echoes."),
    NOT_TRANSFERRED(
            "{path} could not be written over the {console}: {reason}; the last line is: {last}",
            "Check that there is room in /tmp of the guest and that sha256 or sha256sum is there. Nothing was put at {path}.");

    private final String message;
    private final String hint;
    private final boolean retryable;

    ConsoleError(String message, String hint) {
        this(message, hint, false);
    }

    ConsoleError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "console-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
