package io.vmm4j.error;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The commands that led to an error, oldest first, without secrets.
 *
 * @param entries what was run
 */
public record Transcript(List<Entry> entries) {

    /** A transcript of nothing. */
    public static final Transcript EMPTY = new Transcript(List.of());

    public Transcript {
        entries = List.copyOf(entries);
    }

    /**
     * One command and how it ended.
     *
     * @param target where it ran, as the executor names it: {@code ssh://root@vmhost:22}
     * @param command the command as a person would type it in sh(1)
     * @param exitStatus its exit status, or empty when none was received
     * @param output the last lines of what it printed, both streams, scrubbed of secrets
     * @param elapsed how long it took, or how long was waited for it
     */
    public record Entry(String target, String command, OptionalInt exitStatus, List<String> output, Duration elapsed) {

        public Entry {
            output = List.copyOf(output);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("$ ").append(command).append('\n');
            output.forEach(line -> text.append("  ").append(line).append('\n'));
            String end = exitStatus.isPresent() ? "exit " + exitStatus.getAsInt() : "no exit status";
            return text.append("  [")
                    .append(end)
                    .append(" after ")
                    .append(elapsed.toMillis())
                    .append(" ms on ")
                    .append(target)
                    .append(']')
                    .toString();
        }
    }

    @Override
    public String toString() {
        return String.join("\n", entries.stream().map(Entry::toString).toList());
    }
}
