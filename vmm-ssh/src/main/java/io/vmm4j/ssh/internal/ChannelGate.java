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
            awaitLeave(deadline, departures());
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

    /** Waits a moment for a session to end after the first {@code seen}, unless a place is free already. */
    private void awaitLeave(Deadline deadline, long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = deadline.remainingUpTo(GLANCE).toNanos();
            while (left == seen && open >= limit && nanos > 0) {
                nanos = freed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The host refused a session for which the gate had a place: waits until, after the first {@code seen}, another one has
     * ended beside it.
     *
     * @return false if no other session is open, so that waiting cannot help, or none ended before the deadline
     */
    boolean awaitAnother(Deadline deadline, long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (left <= seen + 1 && open > 0 && !deadline.expired()) {
                freed.awaitNanos(deadline.remainingUpTo(GLANCE).toNanos());
            }
            return left > seen + 1;
        } finally {
            lock.unlock();
        }
    }
}
