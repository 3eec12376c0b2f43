package io.vmm4j.ssh.internal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Where a writer waits for the far side to open its window.
 *
 * <p>sshj lets a writer wait inside a lock that its reader thread needs to close the channel: one command that does not read
 * its input would then hold up everything on the connection. So nothing is handed to sshj that it could not send at once.
 */
final class WindowGate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean over;

    /** The window was opened further. */
    void adjusted() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The channel is closed or lost. */
    void over() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something can be sent.
     *
     * @param window how much can be sent now
     * @param wanted whether there is still a reason to wait
     * @return how much can be sent, at least 1
     * @throws IOException if the channel is closed or nobody wants it any more
     */
    long await(LongSupplier window, BooleanSupplier wanted) throws IOException {
        lock.lock();
        try {
            while (true) {
                if (over || !wanted.getAsBoolean()) {
                    throw new IOException("the channel is closed");
                }
                long open = window.getAsLong();
                if (open > 0) {
                    return open;
                }
                changed.awaitNanos(TimeUnit.SECONDS.toNanos(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }
}
