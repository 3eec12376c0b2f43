package io.vmm4j.operation.internal;

import io.vmm4j.error.Failure;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.OperationError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to an operation, as it is written down. */
sealed interface Entry {

    /** It was asked for. */
    record Begun(String workflow, String subject, Optional<String> key, String request, Instant time)
            implements Entry {}

    /** A step is about to be done. */
    record Doing(String step) implements Entry {}

    /** A step was done, and handed this on. */
    record Done(String step, String value) implements Entry {}

    /** Everything is about to be undone. */
    record Undoing(Cause cause) implements Entry {}

    /** A step is about to be undone. */
    record Reverting(String step) implements Entry {}

    /** A step was undone. */
    record Undone(String step) implements Entry {}

    /** A step could not be undone. */
    record Remaining(String step, List<Leftover> leftovers) implements Entry {}

    /** All steps were done, and none will be undone but those that are temporary. */
    record Completed() implements Entry {}

    /** It is over. */
    record Ended(Instant time) implements Entry {}

    /**
     * Why it was undone.
     *
     * @param error what happened to it
     * @param arguments the facts of that
     * @param failure what the step failed with
     * @param likely the likely cause
     */
    record Cause(
            OperationError error, Map<String, String> arguments, Optional<Failure> failure, Optional<String> likely) {}
}
