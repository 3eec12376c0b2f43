package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import io.vmm4j.exec.ShellWords;
import java.util.List;

/**
 * A command that a guest runs once as root, when it has booted from its disk for the first time: a script for its sh(1),
 * one line or several, at most 64 KiB. It is run as it stands by a shell of its own, so that what is wrong in one command
 * leaves the others alone; all are run, in their order, whatever their exit statuses.
 *
 * <p>Not a place for secrets: it is shown as it stands, and may lie readable in the guest.
 *
 * @param script the script
 */
public record FirstBootCommand(String script) {

    private static final String ARGUMENT = "first-boot command";
    private static final int MAX_BYTES = 65_536;

    public FirstBootCommand {
        if (script.isBlank()) {
            throw InvalidValueException.of(ValueError.EMPTY, ARGUMENT, script);
        }
        if (script.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
            throw InvalidValueException.of(SetupError.COMMAND_CHARACTER, ARGUMENT, script);
        }
        Checks.encodable(ARGUMENT, script, MAX_BYTES);
    }

    /**
     * A script for sh(1).
     *
     * @throws InvalidValueException if it holds what no script may
     */
    public static FirstBootCommand script(String text) {
        return new FirstBootCommand(text);
    }

    /**
     * One program with its arguments, each passed exactly as it is.
     *
     * @throws InvalidValueException if an argument holds what no script may
     */
    public static FirstBootCommand words(List<String> argv) {
        return new FirstBootCommand(ShellWords.join(argv));
    }

    /** The sh(1) word that makes {@code sh -c WORD} run this script. */
    String quoted() {
        return ShellWords.quote(script);
    }

    @Override
    public String toString() {
        return script;
    }
}
