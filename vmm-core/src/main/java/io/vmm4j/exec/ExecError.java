package io.vmm4j.exec;

import io.vmm4j.error.ErrorCode;

/** The errors of the boundary, whatever the transport. */
public enum ExecError implements ErrorCode {
    CONNECTION_FAILED(
            "connection-failed",
            "No connection to {target}: {reason}.",
            "Check that the host is up, that sshd(8) runs on it (rcctl check sshd), and that address and port are right.",
            true),
    CONNECTION_TIMEOUT(
            "connection-timeout",
            "{target} did not answer within {timeout}: {reason}.",
            "The port accepts connections but nothing speaks SSH on it in time: check the port, a firewall in between,"
                    + " and the load of the host; then try again or allow more time.",
            true),
    CONNECTION_LOST(
            "connection-lost",
            "The connection to {target} broke ({reason}); the command {fate}: {command}",
            "Connect again and look at the host's state before repeating anything that changes it.",
            true),
    COMMAND_TIMEOUT(
            "command-timeout",
            "The command did not end within {timeout} on {target} and {fate}: {command}",
            "Allow more time, or find out on the host what it waits for. {remains}",
            false),
    COMMAND_CANCELLED(
            "command-cancelled",
            "The command was cancelled on {target} and {fate}: {command}",
            "Look at the host's state before repeating anything that changes it.",
            false),
    COMMAND_NOT_STARTED(
            "command-not-started",
            "{target} did not run the command, its login shell answered for it: {reason}",
            "Give the user a login shell (chsh -s /bin/ksh) and no forced command in authorized_keys or sshd_config.",
            false),
    COMMAND_TOO_LONG(
            "command-too-long",
            "A command of {length} bytes is more than {target} takes at once ({limit}).",
            "Pass bulk data on standard input or as a file.",
            false),
    OUTPUT_TOO_LARGE(
            "output-too-large",
            "The command printed more than {limit} bytes on {target} and was stopped: {command}",
            "Start it with a sink that takes the output as it comes, or raise its output limit.",
            false),
    OUTPUT_REFUSED(
            "output-refused",
            "The output of a command on {target} could not be taken here ({reason}), so it was stopped: {command}",
            "Check the room on this machine's disk and the program that reads the output.",
            false),
    INPUT_UNREADABLE(
            "input-unreadable",
            "The input of a command for {target} could not be read here ({reason}): {command}",
            "Check that the file exists on this machine and can be read.",
            false),
    TERMINAL_UNAVAILABLE(
            "terminal-unavailable",
            "{target} gave no terminal: {reason}.",
            "Check that script(1) is installed here, or that sshd(8) permits terminals (PermitTTY).",
            false),
    TUNNEL_FAILED(
            "tunnel-failed",
            "{target} could not connect to {host} port {port}: {reason}.",
            "Check that the address is right and answers from the host itself (nc -z {host} {port}), and that sshd(8)"
                    + " permits it (AllowTcpForwarding).",
            true),
    TRANSFER_FAILED(
            "transfer-failed",
            "The file {path} on {target} could not be {action}: {reason}",
            "Check the path, its directory's permissions and the room left there (df -h).",
            false),
    EXECUTOR_CLOSED(
            "executor-closed", "The connection to {target} was closed by this program.", "Make a new one.", false);

    private final String id;
    private final String message;
    private final String hint;
    private final boolean retryable;

    ExecError(String id, String message, String hint, boolean retryable) {
        this.id = id;
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return id;
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
