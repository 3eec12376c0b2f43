package io.vmm4j.ssh.internal;

import io.vmm4j.time.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets at most so many sessions be open on a connection: sshd(8) refuses more than MaxSessions, ten by default. Where somebody
 * set that lower, a session that was refused waits for another one to end.
 */
final class ChannelGate {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final int limit;
    private int open;
    private long left;
    private int waiting;

    ChannelGate(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for a place.
     *
     * @param makeRoom asked, without the lock, to close a session that nobody needs
     * @return false if there was none before the deadline
     */
    boolean enter(Deadline deadline, Runnable makeRoom) throws InterruptedException {
        while (!tryEnter()) {
            if (deadline.expired()) {
                return false;
            }
            makeRoom.run();
            awaitDeparture(deadline, departures(), true);
        }
        return true;
    }

    private boolean tryEnter() {
        lock.lock();
        try {
            if (open >= limit) {
                return false;
            }
            open++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A session has ended. */
    void leave() {
        lock.lock();
        try {
            open--;
            left++;
            freed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions have ended so far. */
    long departures() {
        lock.lock();
        try {
            return left;
        } finally {
            lock.unlock();
        }
    }

    /** Whether somebody waits for a session to end. */
    boolean contended() {
        lock.lock();
        try {
            return waiting > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The host refused a session for which the gate had a place: waits until, after the first {@code seen}, another one has
     * ended beside it.
     *
     * @param makeRoom asked, without the lock, to close a session that nobody needs
     * @return false if no other session is open, so that waiting cannot help, or none ended before the deadline
     */
    boolean awaitAnother(Deadline deadline, long seen, Runnable makeRoom) throws InterruptedException {
        long known = seen + 1;
        while (departures() <= known) {
            makeRoom.run();
            if (!awaitDeparture(deadline, known, false) || deadline.expired()) {
                return departures() > known;
            }
        }
        return true;
    }

    /** Waits a moment for more than {@code seen} departures; false if nothing is open that could depart. */
    private boolean awaitDeparture(Deadline deadline, long seen, boolean unlessFree) throws InterruptedException {
        lock.lockInterruptibly();
        waiting++;
        try {
            long nanos = deadline.remainingUpTo(GLANCE).toNanos();
            while (left <= seen && open > 0 && !(unlessFree && open < limit) && nanos > 0) {
                nanos = freed.awaitNanos(nanos);
            }
            return left > seen || open > 0;
        } finally {
            waiting--;
            lock.unlock();
        }
    }
}
