package io.vmm4j.exec;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Commands that run one after the other, in one round trip where the transport can.
 *
 * @param commands at least one, each without input
 * @param onFailure what a non-zero exit status does to the commands after it
 * @param timeout how long all of them together may take
 */
public record Batch(List<Command> commands, OnFailure onFailure, Duration timeout) {

    /** What a non-zero exit status does. */
    public enum OnFailure {
        /** The next command runs all the same. */
        CONTINUE,
        /** The commands after it are left out. */
        STOP,
        /** The commands after it are left out if it is the first one's; a later one makes no difference. */
        STOP_AT_FIRST
    }

    public Batch {
        commands = List.copyOf(commands);
        Objects.requireNonNull(onFailure, "onFailure");
        if (commands.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one command");
        }
        for (Command command : commands) {
            if (!(command.stdin() instanceof Input.None)) {
                throw new IllegalArgumentException("a command in a batch cannot have input: " + command);
            }
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
    }

    /** All of these, whatever the exit statuses, within the longest of their timeouts. */
    public static Batch of(List<Command> commands) {
        return new Batch(commands, OnFailure.CONTINUE, longestTimeout(commands));
    }

    /** These until the first that fails, within the longest of their timeouts. */
    public static Batch stoppingAtFailure(List<Command> commands) {
        return new Batch(commands, OnFailure.STOP, longestTimeout(commands));
    }

    /** These, but only the first if that fails, within the longest of their timeouts. */
    public static Batch guarded(List<Command> commands) {
        return new Batch(commands, OnFailure.STOP_AT_FIRST, longestTimeout(commands));
    }

    /** Whether the failure of the command at this position leaves out those after it. */
    public boolean stopsAt(int position) {
        return onFailure == OnFailure.STOP || (onFailure == OnFailure.STOP_AT_FIRST && position == 0);
    }

    /** The same commands with another timeout. */
    public Batch withTimeout(Duration duration) {
        return new Batch(commands, onFailure, duration);
    }

    /** What repeating the batch would do: the strictest of its commands' effects. */
    public Effect effect() {
        return commands.stream().map(Command::effect).max(Enum::compareTo).orElse(Effect.READ);
    }

    private static Duration longestTimeout(List<Command> commands) {
        return commands.stream().map(Command::timeout).max(Duration::compareTo).orElse(Command.DEFAULT_TIMEOUT);
    }
}
