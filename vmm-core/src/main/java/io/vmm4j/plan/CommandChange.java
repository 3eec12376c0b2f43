package io.vmm4j.plan;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.Privilege;
import java.util.Objects;
import java.util.Optional;

/**
 * A change made by a command. It has succeeded if the exit status is 0, nothing came on standard error (many of OpenBSD's tools
 * complain and exit 0), and, where there is a confirmation, that exits 0 a second later.
 *
 * @param summary what it does, for people
 * @param command the command
 * @param confirmation a command that only reads, and exits 0 if the change is in effect
 * @param undo a command that takes it back
 */
public record CommandChange(String summary, Command command, Optional<Command> confirmation, Optional<Command> undo)
        implements Change {

    public CommandChange {
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(confirmation, "confirmation");
        Objects.requireNonNull(undo, "undo");
    }

    /** A change that is neither confirmed nor undone. */
    public static CommandChange of(String summary, Command command) {
        return new CommandChange(summary, command, Optional.empty(), Optional.empty());
    }

    /** The same with a command that tells a second later whether it is in effect. */
    public CommandChange confirmedBy(Command check) {
        return new CommandChange(summary, command, Optional.of(check), undo);
    }

    /** The same with a command that takes it back. */
    public CommandChange undoneBy(Command reverse) {
        return new CommandChange(summary, command, confirmation, Optional.of(reverse));
    }

    @Override
    public boolean needsRoot() {
        return command.privilege() == Privilege.ROOT;
    }

    @Override
    public boolean canBeUndone() {
        return undo.isPresent();
    }

    @Override
    public String details() {
        return "run " + command;
    }
}
