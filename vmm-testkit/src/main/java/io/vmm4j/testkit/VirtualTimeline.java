package io.vmm4j.testkit;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The time of a simulated host. Thread safe.
 *
 * <p>A {@linkplain #virtual virtual} one stands still until somebody waits on it and then jumps to the next thing that is due:
 * a sleep of an hour takes no time, everything scheduled in between happens in order, and one thread alone sees the same
 * course each time. A {@linkplain #real real} one runs with the machine's clock, for people who look at a simulated host.
 */
public final class VirtualTimeline implements Timeline {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final Instant start;
    private final boolean jumps;
    private final double speed;
    private final long realStart = Timeline.system().nanoTime();
    private long nanos;
    private long counter;

    private VirtualTimeline(Instant start, boolean jumps, double speed) {
        this.start = start;
        this.jumps = jumps;
        this.speed = speed;
    }

    /** A timeline that stands still until somebody waits, and then jumps. */
    public static VirtualTimeline virtual(Instant start) {
        return new VirtualTimeline(start, true, 0);
    }

    /**
     * A timeline that runs with the machine's clock.
     *
     * @param speed how many of its seconds pass in one of the machine's, for example 1 or 20
     */
    public static VirtualTimeline real(Instant start, double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be positive: " + speed);
        }
        return new VirtualTimeline(start, false, speed);
    }

    /** Whether waiting takes no time. */
    public boolean isVirtual() {
        return jumps;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        lock.lock();
        try {
            runDue();
            return nanos;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        await(() -> false, duration);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        lock.lock();
        try {
            runDue();
            Event event = new Event(nanos + Math.max(0, delay.toNanos()), counter++, task);
            events.add(event);
            changed.signalAll();
            return () -> cancel(event);
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Event event) {
        lock.lock();
        try {
            events.remove(event);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Runs what changes the state of the simulation, so that nothing scheduled happens at the same time; waiting threads look
     * at their conditions again afterwards. Must not block.
     */
    public void locked(Runnable change) {
        lock.lock();
        try {
            runDue();
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a condition holds or a time has passed, whichever comes first on this timeline.
     *
     * @param condition looked at with the lock held, after each thing that happens; must not block
     * @return whether the condition held in time
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    public boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        lock.lockInterruptibly();
        try {
            runDue();
            boolean[] expired = new boolean[1];
            boolean[] held = new boolean[1];
            Runnable look = () -> held[0] |= !expired[0] && condition.getAsBoolean();
            look.run();
            Event end = new Event(nanos + Math.max(0, timeout.toNanos()), counter++, () -> expired[0] = true);
            events.add(end);
            while (!held[0] && !expired[0]) {
                step();
                look.run();
            }
            events.remove(end);
            changed.signalAll();
            return held[0];
        } finally {
            lock.unlock();
        }
    }

    /** Moves a virtual timeline on, as if somebody had slept. */
    public void advance(Duration duration) {
        boolean interrupted = Thread.interrupted();
        try {
            sleep(duration);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Goes on to the next event: by jumping, or by waiting for its hour. Called with the lock held. */
    @SuppressWarnings("WaitNotInLoop") // The loop is in await, which looks at its condition after each step.
    private void step() throws InterruptedException {
        Event next = events.peek();
        if (next == null) {
            throw new IllegalStateException("nothing is scheduled");
        }
        if (jumps) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            events.poll();
            nanos = Math.max(nanos, next.at());
            next.task().run();
            changed.signalAll();
        } else {
            long wait = (long) ((next.at() - nanos) / speed);
            if (wait > 0) {
                changed.await(wait, TimeUnit.NANOSECONDS);
            }
            runDue();
        }
    }

    /** On a timeline that runs with the machine's clock, does what has become due. Called with the lock held. */
    private void runDue() {
        if (jumps) {
            return;
        }
        long now = (long) ((Timeline.system().nanoTime() - realStart) * speed);
        for (Event next = events.peek(); next != null && next.at() <= now; next = events.peek()) {
            events.poll();
            nanos = Math.max(nanos, next.at());
            next.task().run();
            changed.signalAll();
        }
        nanos = Math.max(nanos, now);
    }

    /** Something that will happen. */
    private record Event(long at, long number, Runnable task) {}
}
