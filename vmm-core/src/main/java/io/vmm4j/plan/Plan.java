package io.vmm4j.plan;

import java.util.List;
import java.util.Objects;

/**
 * What will be done to a host, in order. Immutable. An empty plan means that there is nothing to do; {@link #toString()} is the dry
 * run.
 *
 * @param title what it is for: {@code initialize vmm}
 * @param target the host, as its executor names it
 * @param changes what will be done
 * @param notes what whoever decides should know: what it does to others, what it does not do
 * @param fingerprint of what was seen on the host; a plan is applied only while the host still looks so
 */
public record Plan(String title, String target, List<Change> changes, List<String> notes, String fingerprint) {

    public Plan {
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(target, "target");
        changes = List.copyOf(changes);
        notes = List.copyOf(notes);
        Objects.requireNonNull(fingerprint, "fingerprint");
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
        notes.forEach(note -> text.append("Note: ").append(note).append('\n'));
        return text.toString();
    }
}
