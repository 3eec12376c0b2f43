package io.vmm4j.time;

import java.time.Duration;
import java.util.Objects;

/**
 * The moment by which something must be over. Immutable; it counts by the {@link Timeline} it was made on, so time spent
 * in one step is gone for the next.
 */
public final class Deadline {

    private final Timeline timeline;
    private final long expiresAt;

    private Deadline(Timeline timeline, long expiresAt) {
        this.timeline = timeline;
        this.expiresAt = expiresAt;
    }

    /**
     * The moment {@code timeout} from now.
     *
     * @throws IllegalArgumentException if the timeout is negative
     */
    public static Deadline in(Timeline timeline, Duration timeout) {
        Objects.requireNonNull(timeline, "timeline");
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative: " + timeout);
        }
        return new Deadline(timeline, timeline.nanoTime() + timeout.toNanos());
    }

    /** What is left, never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, expiresAt - timeline.nanoTime()));
    }

    /** The shorter of what is left and {@code limit}: a step that may take part of the whole. */
    public Duration remainingUpTo(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    /** Whether the moment has passed. */
    public boolean expired() {
        return expiresAt - timeline.nanoTime() <= 0;
    }

    @Override
    public String toString() {
        return "Deadline[" + remaining().toMillis() + " ms left]";
    }
}
