package io.vmm4j.event;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;

/** Time that passes only when it is told to. */
final class ManualTimeline implements Timeline {

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private long nanos;

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    void pass(Duration duration) {
        now = now.plus(duration);
        nanos += duration.toNanos();
    }

    /** As when a machine sleeps, or somebody sets its clock. */
    void jumpClock(Duration duration) {
        now = now.plus(duration);
    }

    @Override
    public void sleep(Duration duration) {
        pass(duration);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("events schedule nothing");
    }
}
