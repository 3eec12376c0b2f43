package io.vmm4j.event;

import io.vmm4j.event.internal.Rhythm;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Says how {@link HostEvents} watches a host. Not thread safe. */
public final class HostEventsBuilder {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);
    private static final int DELAYED_AFTER = 3;
    private static final int BUFFER = 1000;

    final String host;
    final Look look;
    final Timeline timeline;
    Executor executor = ForkJoinPool.commonPool();
    int buffer = BUFFER;
    Optional<Duration> end = Optional.empty();
    private Duration interval = INTERVAL;
    private Duration longestPause = LONGEST_PAUSE;
    private int delayedAfter = DELAYED_AFTER;

    HostEventsBuilder(String host, Look look, Timeline timeline) {
        this.host = Objects.requireNonNull(host, "host");
        this.look = Objects.requireNonNull(look, "look");
        this.timeline = Objects.requireNonNull(timeline, "timeline");
    }

    /**
     * How long to wait between two looks; ten seconds if not said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public HostEventsBuilder interval(Duration time) {
        interval = positive("interval", time);
        return this;
    }

    /**
     * How long the host is left alone at most after looks that failed; two minutes if not said. The pause begins at one interval,
     * and doubles with each failure.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public HostEventsBuilder longestPause(Duration time) {
        longestPause = positive("longest pause", time);
        return this;
    }

    /**
     * After how many intervals without a look there is a gap; three if not said. After a look that failed there always is one.
     *
     * @throws IllegalArgumentException if it is less than two
     */
    public HostEventsBuilder delayedAfter(int intervals) {
        if (intervals < 2) {
            throw new IllegalArgumentException("looks are never closer than one interval, a gap takes 2: " + intervals);
        }
        delayedAfter = intervals;
        return this;
    }

    /**
     * How many events may wait for one consumer; 1000 if not said. What a single look has found is never split, so there may be
     * more on a host with more VMs.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public HostEventsBuilder buffer(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("a buffer holds at least one event: " + events);
        }
        buffer = events;
        return this;
    }

    /** Whose threads call the consumers; the common pool's if not said. */
    public HostEventsBuilder deliverOn(Executor other) {
        executor = Objects.requireNonNull(other, "executor");
        return this;
    }

    /**
     * Ends after this time, with a last look; never, unless closed, if not said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public HostEventsBuilder endAfter(Duration time) {
        end = Optional.of(positive("end", time));
        return this;
    }

    /** The events. Nothing is asked before somebody subscribes. */
    public HostEvents open() {
        return new HostEvents(this);
    }

    Rhythm rhythm() {
        return new Rhythm(interval, longestPause.compareTo(interval) < 0 ? interval : longestPause, delayedAfter);
    }

    private static Duration positive(String name, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("the " + name + " must be positive: " + time);
        }
        return time;
    }
}
