package io.vmm4j.plan;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What will be done to a host, in order. Immutable. An empty plan means that there is nothing to do; {@link #toString()} is the dry
 * run.
 *
 * <p>A plan that could cut the host off is {@link #guarded}: it is confirmed over a new connection once everything is done, and
 * without that the host itself takes everything back, whatever became of the program that applied it.
 *
 * @param title what it is for: {@code initialize vmm}
 * @param target the host, as its executor names it
 * @param changes what will be done
 * @param notes what whoever decides should know: what it does to others, what it does not do
 * @param fingerprint of what was seen on the host; a plan is applied only while the host still looks so
 * @param probation how long the host waits for the confirmation of a guarded plan; empty for one that is not guarded
 */
public record Plan(
        String title,
        String target,
        List<Change> changes,
        List<String> notes,
        String fingerprint,
        Optional<Duration> probation) {

    public Plan {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(target, "target");
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(probation, "probation");
    }

    /** A plan that is not guarded. */
    public Plan(String title, String target, List<Change> changes, List<String> notes, String fingerprint) {
        this(title, target, changes, notes, fingerprint, Optional.empty());
    }

    /**
     * The same, taken back by the host itself unless a new connection confirms it.
     *
     * @param wait how long the host waits for that after each change, counted from the end of what the change may take
     * @throws IllegalArgumentException if that is less than ten seconds, in which nobody can connect
     */
    public Plan guarded(Duration wait) {
        if (wait.toSeconds() < 10) {
            throw new IllegalArgumentException("too short for a new connection: " + wait);
        }
        return new Plan(title, target, changes, notes, fingerprint, Optional.of(wait));
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Whether any of it needs root. */
    public boolean needsRoot() {
        return changes.stream().anyMatch(Change::needsRoot);
    }

    /** What could not be taken back if a later change failed. */
    public List<Change> irreversible() {
        return changes.stream().filter(change -> !change.canBeUndone()).toList();
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder(title).append(" on ").append(target).append(": ");
        text.append(
                isEmpty() ? "nothing to do\n" : changes.size() + (changes.size() == 1 ? " change\n" : " changes\n"));
        int number = 1;
        for (Change change : changes) {
            text.append(number++).append(". ").append(change.summary());
            text.append(change.canBeUndone() ? "\n" : " (cannot be undone)\n");
            change.details()
                    .lines()
                    .forEach(line -> text.append("     ").append(line).append('\n'));
        }
        probation
                .filter(wait -> !isEmpty())
                .ifPresent(wait -> text.append("Guarded: ")
                        .append(target)
                        .append(" takes all of it back by itself unless a new connection confirms it within ")
                        .append(wait.toSeconds())
                        .append(" seconds.\n"));
        notes.forEach(note -> text.append("Note: ").append(note).append('\n'));
        return text.toString();
    }
}
