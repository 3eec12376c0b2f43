package io.vmm4j.operation;

import java.time.Duration;
import java.util.Objects;

/**
 * How far long work has come: which of its steps is being done. Immutable.
 *
 * @param operation what tells this work from others of its kind
 * @param subject what it is about, such as the name of a VM
 * @param step the name of the step, the same each time: {@code creating_disk}
 * @param index which step it is, 1 for the first
 * @param total how many steps there are
 * @param percent how much of all of it is done, 0 to 100
 * @param elapsed how long it has taken so far
 * @param detail what is being done, for people
 */
public record Progress(
        String operation,
        String subject,
        String step,
        int index,
        int total,
        int percent,
        Duration elapsed,
        String detail) {

    public Progress {
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(elapsed, "elapsed");
        Objects.requireNonNull(detail, "detail");
        if (index < 1 || index > total) {
            throw new IllegalArgumentException("step " + index + " of " + total);
        }
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("0 to 100 percent, not " + percent);
        }
    }
}
