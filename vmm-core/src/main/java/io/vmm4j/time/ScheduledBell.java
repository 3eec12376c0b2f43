package io.vmm4j.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A bell whose waits end by a schedule of its timeline. */
final class ScheduledBell implements Bell {

    /** The schedule ends a wait; this only bounds it should the timeline stand still. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Timeline timeline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean rung;

    ScheduledBell(Timeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void ring() {
        lock.lock();
        try {
            rung = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean await(Duration limit) throws InterruptedException {
        Deadline deadline = timeline.deadlineIn(limit.isNegative() ? Duration.ZERO : limit);
        Timeline.Scheduled end = limit.isNegative() || limit.isZero() ? () -> {} : timeline.schedule(limit, this::look);
        lock.lockInterruptibly();
        try {
            while (!rung && !deadline.expired()) {
                changed.awaitNanos(LONGEST_WAIT_NANOS);
            }
            boolean held = rung;
            rung = false;
            return held;
        } finally {
            lock.unlock();
            end.cancel();
        }
    }

    private void look() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
