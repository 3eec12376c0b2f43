package io.vmm4j.operation;

import io.vmm4j.exec.internal.Reasons;
import java.time.Duration;

/**
 * Something that was seen in the course of an operation. Immutable.
 *
 * @param after how long after the operation began, or was resumed
 * @param step the step that was being done or undone
 * @param what what was seen, in a few words
 */
public record Moment(Duration after, String step, String what) {

    @Override
    public String toString() {
        return Reasons.inWords(after) + " " + step + ": " + what;
    }
}
