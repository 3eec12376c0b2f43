package io.vmm4j.operation;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks again and again until something is so, or fails with a record of what was seen. Immutable; thread safe.
 *
 * <p>Between two looks it waits 50 ms at first, half as long again each time, at most two seconds unless said otherwise; one
 * look is always made.
 */
public final class Waiter {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final int KEPT = 40;

    private final Timeline timeline;
    private final Duration timeout;
    private final Duration longestPause;

    private Waiter(Timeline timeline, Duration timeout, Duration longestPause) {
        this.timeline = timeline;
        this.timeout = timeout;
        this.longestPause = longestPause;
    }

    /**
     * A waiter that gives up after this time.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static Waiter within(Timeline timeline, Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative: " + timeout);
        }
        return new Waiter(Objects.requireNonNull(timeline, "timeline"), timeout, LONGEST_PAUSE);
    }

    /**
     * The same waiter, which never waits longer than this between two looks.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Waiter pausingAtMost(Duration pause) {
        if (pause.isNegative() || pause.isZero()) {
            throw new IllegalArgumentException("the pause must be positive: " + pause);
        }
        return new Waiter(timeline, timeout, pause);
    }

    /**
     * What one look has found.
     *
     * @param value what was waited for, if it is there
     * @param seen what there was instead, in a few words
     * @param <T> what is waited for
     */
    public record Look<T>(Optional<T> value, String seen) {

        /** It is there. */
        public static <T> Look<T> found(T value) {
            return new Look<>(Optional.of(value), "found");
        }

        /** It is not there yet. */
        public static <T> Look<T> notYet(String seen) {
            return new Look<>(Optional.empty(), seen);
        }
    }

    /**
     * Waits.
     *
     * @param problem what it means when it does not come about; gets the facts {@code timeout} and {@code seen}
     * @param look one look; what it throws ends the wait
     * @throws WaitTimeoutException if it did not come about in time
     * @throws CommandCancelledException if the thread was interrupted
     */
    public <T> T until(Problem problem, Supplier<Look<T>> look) {
        return until(() -> problem, look);
    }

    /**
     * Waits, and says only at the end what it means when it does not come about.
     *
     * @param problem asked when the time is over, as {@link #until(Problem, Supplier)}
     * @param look one look; what it throws ends the wait
     * @throws WaitTimeoutException if it did not come about in time
     * @throws CommandCancelledException if the thread was interrupted
     */
    public <T> T until(Supplier<Problem> problem, Supplier<Look<T>> look) {
        Deadline deadline = timeline.deadlineIn(timeout);
        long start = timeline.nanoTime();
        List<WaitTimeoutException.Sighting> sightings = new ArrayList<>();
        Duration pause = shorter(FIRST_PAUSE, longestPause);
        while (true) {
            Look<T> seen = look.get();
            if (seen.value().isPresent()) {
                return seen.value().get();
            }
            note(sightings, Duration.ofNanos(timeline.nanoTime() - start), seen.seen());
            if (deadline.expired()) {
                throw new WaitTimeoutException(problem.get(), timeout, sightings);
            }
            sleep(deadline.remainingUpTo(pause));
            pause = shorter(pause.multipliedBy(3).dividedBy(2), longestPause);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void note(List<WaitTimeoutException.Sighting> sightings, Duration at, String seen) {
        int last = sightings.size() - 1;
        boolean same = last >= 0 && sightings.get(last).what().equals(seen);
        if (!same && sightings.size() < KEPT) {
            sightings.add(new WaitTimeoutException.Sighting(at, seen));
        }
    }

    private void sleep(Duration pause) {
        try {
            timeline.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandCancelledException(
                    Problem.of(ExecError.COMMAND_CANCELLED)
                            .with("command", "(waiting)")
                            .with("target", "the host"),
                    CommandFate.NOT_RUN);
        }
    }
}
