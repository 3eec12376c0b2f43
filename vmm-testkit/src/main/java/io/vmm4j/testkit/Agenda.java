package io.vmm4j.testkit;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hour and what is scheduled. Reading the hour takes no lock, and what is scheduled runs without this class's lock: a task
 * of the SDK's may take locks of its own that are held while others ask for the time.
 */
final class Agenda {

    private static final Logger LOG = LoggerFactory.getLogger(VirtualTimeline.class);

    /** So that a bell never rings a little before its event is due. */
    private static final Duration ROUNDING = Duration.ofNanos(1000);

    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private final Instant start;
    private final double speed;
    private final long realStart = Timeline.system().nanoTime();
    private volatile long reached;
    private long counter;

    private Agenda(Instant start, double speed) {
        this.start = start;
        this.speed = speed;
    }

    static Agenda virtual(Instant start) {
        return new Agenda(start, 0);
    }

    static Agenda real(Instant start, double speed) {
        return new Agenda(start, speed);
    }

    boolean isVirtual() {
        return speed == 0;
    }

    Instant now() {
        return start.plusNanos(nanoTime());
    }

    long nanoTime() {
        return isVirtual() ? reached : (long) ((Timeline.system().nanoTime() - realStart) * speed);
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return events.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Adds a task; on a timeline that runs with the machine's clock {@code whenDue} is called when its hour has come. */
    Timeline.Scheduled add(Duration delay, Runnable task, Runnable whenDue) {
        long nanos = Math.max(0, saturated(delay));
        Event event;
        lock.lock();
        try {
            long at = nanoTime() + nanos;
            event = new Event(at < 0 ? Long.MAX_VALUE : at, counter++, task);
            events.add(event);
        } finally {
            lock.unlock();
        }
        if (isVirtual()) {
            return () -> remove(event);
        }
        Duration wait = Duration.ofNanos((long) (nanos / speed)).plus(ROUNDING);
        Timeline.Scheduled bell = Timeline.system().schedule(wait, whenDue);
        return () -> {
            bell.cancel();
            remove(event);
        };
    }

    private static long saturated(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE;
        }
    }

    private void remove(Event event) {
        lock.lock();
        try {
            events.remove(event);
        } finally {
            lock.unlock();
        }
    }

    /** Goes on to the next event of a virtual timeline and does it. */
    void runNext() {
        Event next = take(Long.MAX_VALUE);
        if (next != null) {
            run(next);
        }
    }

    /** Does what is due on a timeline that runs with the machine's clock; whether there was anything. */
    boolean runDue() {
        boolean any = false;
        if (!isVirtual()) {
            for (Event next = take(nanoTime()); next != null; next = take(nanoTime())) {
                run(next);
                any = true;
            }
        }
        return any;
    }

    private @Nullable Event take(long until) {
        lock.lock();
        try {
            Event next = events.peek();
            if (next == null || next.at() > until) {
                return null;
            }
            events.poll();
            reached = Math.max(reached, next.at());
            return next;
        } finally {
            lock.unlock();
        }
    }

    private static void run(Event event) {
        try {
            event.task().run();
        } catch (RuntimeException e) {
            LOG.warn("A scheduled task failed", e);
        }
    }

    /** Something that will happen. */
    private record Event(long at, long number, Runnable task) {}
}
