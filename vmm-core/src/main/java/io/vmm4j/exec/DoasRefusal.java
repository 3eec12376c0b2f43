package io.vmm4j.exec;

import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why {@code doas -n} did not run a command. doas(1), doas.conf(5).
 *
 * <p>Its exit status 1 is also that of most commands, so it is told by its messages, and looked for only where
 * {@link Privilege#ROOT} was asked for. The fact {@code rule} is the line of doas.conf(5) that would permit the command, with
 * {@code USER} for the login name.
 */
public enum DoasRefusal implements ErrorCode {
    NOT_PERMITTED(
            "doas: Operation not permitted",
            "doas(1) on {target} does not permit this command: {command}",
            "The last rule that matches counts: add to the end of /etc/doas.conf, with the login name for USER: {rule}"),
    NEEDS_PASSWORD(
            "doas: Authentication (required|failed)",
            "doas(1) on {target} wants a password for this command: {command}",
            "Permit it without one in /etc/doas.conf, with the login name for USER: {rule}"),
    NEEDS_TERMINAL(
            "doas: a tty is required",
            "doas(1) on {target} wants to ask for a password on a terminal for this command: {command}",
            "Permit it without one in /etc/doas.conf, with the login name for USER: {rule}"),
    NOT_ENABLED(
            "doas: doas is not enabled.*",
            "doas(1) on {target} is not enabled: there is no /etc/doas.conf.",
            "Create /etc/doas.conf as root, mode 0600, with the login name for USER: {rule}"),
    COMMAND_NOT_FOUND(
            "doas: .*: command not found",
            "doas(1) on {target} permits this command but does not find it: {command}",
            "Check that the program is installed and in root's PATH."),
    FILE_INSECURE(
            "doas: .* is (writable by group or other|not owned by root)",
            "doas(1) on {target} refuses everything, as its configuration is not safe: {text}",
            "As root: chown root:wheel /etc/doas.conf && chmod 0600 /etc/doas.conf"),
    FILE_BROKEN(
            "doas: syntax error at line .*",
            "doas(1) on {target} refuses everything, as its configuration is broken: {text}",
            "Correct /etc/doas.conf as root (su -l, or the console) and check it with: doas -C /etc/doas.conf"),
    NOT_INSTALLED(
            ".*\\bdoas: (command )?not found",
            "There is no doas(1) on {target}.",
            "Work as root, or check that the host is OpenBSD: the SDK uses no other program to become root."),
    UNRECOGNISED(
            "doas: .*",
            "doas(1) on {target} did not run this command, and said: {text}",
            "See doas(1) and /etc/doas.conf; this line would permit the command, with the login name for USER: {rule}");

    private static final int REFUSED = 1;
    private static final int NOT_FOUND = 127;
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9/._+-]+");

    private final Pattern said;
    private final String message;
    private final String hint;

    DoasRefusal(String said, String message, String hint) {
        this.said = Pattern.compile(said);
        this.message = message;
        this.hint = hint;
    }

    /** Why the command of this answer was not run as root; empty if doas(1) did not refuse it. */
    public static Optional<DoasRefusal> in(Answer answer) {
        int status = answer.result().exitStatus();
        if (answer.command().privilege() != Privilege.ROOT
                || (status != REFUSED && status != NOT_FOUND)
                || answer.result().stdoutBytes().length > 0) {
            return Optional.empty();
        }
        List<String> lines = answer.result().stderrLines();
        for (DoasRefusal refusal : values()) {
            boolean ofDoasItself = refusal != NOT_INSTALLED;
            if (ofDoasItself == (status == REFUSED) && lines.stream().anyMatch(refusal::isSaidBy)) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** The line of doas.conf(5) that permits a command without a password, with {@code USER} for the login name. */
    public static String rulePermitting(Command command) {
        // doas(1) clears the environment, so a command that needs one is run by env(1).
        String program = command.environment().isEmpty() ? command.argv().get(0) : "env";
        String word = PLAIN_WORD.matcher(program).matches() ? program : '"' + program.replace("\"", "\\\"") + '"';
        return "permit nopass USER as root cmd " + word;
    }

    Problem problem(Answer answer) {
        String text = answer.result().stderrLines().stream()
                .filter(this::isSaidBy)
                .findFirst()
                .orElse("");
        return Problem.of(this)
                .with("target", answer.target())
                .with("command", answer.command())
                .with("text", ShellWords.display(text))
                .with("rule", rulePermitting(answer.command()));
    }

    private boolean isSaidBy(String line) {
        return said.matcher(line).matches();
    }

    @Override
    public String id() {
        return "doas-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
