package io.vmm4j.guest;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong with the inside of a VM. */
public enum GuestError implements ErrorCode {
    SSH_UNREACHABLE(
            "No SSH server answered in {vm} on {target} within {timeout}: {seen}.",
            "Likely: {cause}. What it does shows on its console (vmctl console {vm}).",
            true),
    HOST_KEY_NOT_PINNED(
            "No host key of {vm} on {target} is known, so it was not connected to.",
            "Pin the fingerprint that ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints on its own console, take the keys"
                    + " that it showed there when it was installed, or trust by name whatever it shows first."),
    HOST_KEY_MISMATCH(
            "The guest at {address} is not the known {vm} on {target}: its host key is {seen}, and should be {expected}."
                    + " Nothing was sent to it.",
            "Find out why the key differs: another VM may have that address, or somebody is in between. Only if {vm} was installed"
                    + " again: compare the fingerprint on its own console, then forget the old key and pin the new one."),
    HOST_KEYS_UNREADABLE(
            "The host keys that are pinned to {vm} on {target} cannot be read: {reason}",
            "Mend or remove the file: {path}"),
    COMMAND_FAILED(
            "Command {number} of {total} ended with exit status {status} in {vm}, and none was run after it: {command}: {stderr}",
            "The command's own words say why. Those before it were run."),
    SHUTDOWN_REFUSED(
            "{vm} on {target} did not take the command to shut down, and runs on: exit status {status}, {stderr}",
            "Log in as root, or let the user do it without a password, by doas(1) or sudo(8). Stopping the VM from outside is a power"
                    + " cut for a guest without vmmci(4).");

    private final String message;
    private final String hint;
    private final boolean retryable;

    GuestError(String message, String hint) {
        this(message, hint, false);
    }

    GuestError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "guest-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
