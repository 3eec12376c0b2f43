package io.vmm4j.ssh.internal;

import io.vmm4j.time.Deadline;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets at most so many sessions be open on a connection: sshd(8) refuses more than MaxSessions, ten by default, and fewer than
 * that where somebody lowered it, which the gate learns.
 */
final class ChannelGate {

    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private int limit;
    private int open;

    ChannelGate(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for a place.
     *
     * @param makeRoom asked, without the lock, to close a session that nobody needs; true if it did
     * @return false if there was none before the deadline
     */
    boolean enter(Deadline deadline, Runnable makeRoom) throws InterruptedException {
        while (true) {
            if (tryEnter()) {
                return true;
            }
            makeRoom.run();
            lock.lockInterruptibly();
            try {
                if (open >= limit && !deadline.expired()) {
                    freed.awaitNanos(deadline.remainingUpTo(GLANCE).toNanos());
                }
            } finally {
                lock.unlock();
            }
            if (deadline.expired()) {
                return tryEnter();
            }
        }
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
            freed.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The host refused a session although the gate had let it pass; the place it had is given back by {@link #leave}.
     *
     * @return whether waiting for another one to end can help
     */
    boolean refused() {
        lock.lock();
        try {
            if (open <= 1) {
                return false;
            }
            limit = Math.max(1, open - 1);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many sessions are open. */
    int open() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }
}
