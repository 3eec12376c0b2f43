package io.vmm4j.operation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The steps of one operation, in order, and what comes of them. Immutable.
 *
 * @param subject what it is about, such as the name of a VM
 * @param steps what is done
 * @param result what comes of it, from what the steps handed on; asks no host, as it is asked again whenever the result is needed
 * @param limit how long all steps may take together, counted anew when another program carries on
 * @param undoLimit how long undoing a single step may take
 * @param <T> what comes of it
 */
public record Course<T>(
        String subject, List<Step<?>> steps, Function<Run, T> result, Duration limit, Duration undoLimit) {

    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration UNDO_LIMIT = Duration.ofMinutes(5);

    public Course {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(result, "result");
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a course has at least one step");
        }
        Set<String> names = new HashSet<>();
        for (Step<?> step : steps) {
            if (!names.add(step.name())) {
                throw new IllegalArgumentException("two steps are named " + step);
            }
        }
    }

    /** A course that has no steps yet; two hours for all of them, five minutes to undo each. */
    public static Builder about(String subject) {
        return new Builder(subject);
    }

    /** Says what is done. Not thread safe. */
    public static final class Builder {

        private final String subject;
        private final List<Step<?>> steps = new ArrayList<>();
        private Duration limit = LIMIT;
        private Duration undoLimit = UNDO_LIMIT;

        private Builder(String subject) {
            this.subject = subject;
        }

        /** One more step. */
        public Builder step(Step<?> step) {
            steps.add(step);
            return this;
        }

        /** Several more steps. */
        public Builder steps(List<? extends Step<?>> more) {
            steps.addAll(more);
            return this;
        }

        /** How long all steps may take together. */
        public Builder within(Duration longest) {
            limit = Objects.requireNonNull(longest, "longest");
            return this;
        }

        /** How long undoing a single step may take. */
        public Builder undoneWithin(Duration longest) {
            undoLimit = Objects.requireNonNull(longest, "longest");
            return this;
        }

        /** The course, of which comes what this step handed on. */
        public <T> Course<T> giving(Step<T> step) {
            return giving(run -> run.valueOf(step));
        }

        /** The course, of which this comes; see {@link Course#result()}. */
        public <T> Course<T> giving(Function<Run, T> result) {
            return new Course<>(subject, steps, result, limit, undoLimit);
        }
    }
}
