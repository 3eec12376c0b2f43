package io.vmm4j.testkit.ssh;

import io.vmm4j.exec.OutputSink;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the bytes of standard output. */
final class CountingSink implements OutputSink {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private long count;

    @Override
    public void stdout(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            count += length;
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        // Only standard output counts.
    }

    boolean awaitBytes(long wanted) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (count < wanted && left > 0) {
                left = more.awaitNanos(left);
            }
            return count >= wanted;
        } finally {
            lock.unlock();
        }
    }
}
