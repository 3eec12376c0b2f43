package io.vmm4j.install;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** How an installation can go wrong, one constant a way. */
public enum InstallError implements ErrorCode {
    NOT_POSSIBLE(
            "{vm} cannot be installed on {target}: {findings}",
            "Set right what is listed, and ask again; nothing was changed."),
    NOT_STARTED(
            "The installer of {vm} on {target} did not start: {reason}",
            "See the reason; /var/log/messages on the host may say more."),
    FAILED(
            "The installation of {vm} on {target} failed: {reason}; the last lines of its console: {console}",
            "The last lines tell what the installer did not like: an answer, a mirror or a disk."),
    DIED(
            "{vm} on {target} ended before its installation was complete; the last lines of its console: {console}",
            "A guest ends like this when its kernel fails, memory runs out, or somebody stops it."),
    TOO_SLOW(
            "The installation of {vm} on {target} was not over within {timeout}; last seen: {seen}",
            "A nearer mirror is faster; a guest that hangs is not helped by more time.",
            true),
    NOT_ENDED(
            "{vm} on {target} has been installed, but did not end within {timeout}; last seen: {seen}",
            "Look at its console: something keeps it from rebooting.",
            true);

    private final String message;
    private final String hint;
    private final boolean retryable;

    InstallError(String message, String hint) {
        this(message, hint, false);
    }

    InstallError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "install-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
