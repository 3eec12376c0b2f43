package io.vmm4j.time;

import java.time.Duration;
import java.time.Instant;

/**
 * The only source of now, sleep and schedule in the SDK.
 *
 * <p>Programs use {@link #system()}; a simulated host owns a virtual one, in which a sleep of a minute takes no time.
 * Implementations are thread safe.
 */
public interface Timeline {

    /** The machine's own clock and real sleeps. */
    static Timeline system() {
        return SystemTimeline.INSTANCE;
    }

    /** The time of day, for people and for files. It may jump; measure with {@link #nanoTime()}. */
    Instant now();

    /** Nanoseconds since an arbitrary moment; never runs backwards. Only differences have a meaning. */
    long nanoTime();

    /**
     * Waits.
     *
     * @param duration how long; zero or negative returns at once
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    void sleep(Duration duration) throws InterruptedException;

    /**
     * Runs a task once, after a delay, on a thread of the timeline's. The task must be short: others wait behind it.
     *
     * @param delay how long from now; zero or negative means as soon as possible
     * @param task what to run; what it throws is logged and dropped
     * @return a handle that takes the task back
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** The moment that lies {@code timeout} from now. */
    default Deadline deadlineIn(Duration timeout) {
        return Deadline.in(this, timeout);
    }

    /** A bell whose waits take their time from here. */
    default Bell newBell() {
        return new ScheduledBell(this);
    }

    /** A task that waits for its moment. */
    @FunctionalInterface
    interface Scheduled {

        /** Takes the task back. Does nothing if it has started already or was taken back before. */
        void cancel();
    }
}
