package io.vmm4j.testkit;

import io.vmm4j.exec.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps what a command prints and lets a test wait for a text. */
final class Screen implements OutputSink {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void stdout(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            bytes.write(buffer, offset, length);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        stdout(buffer, offset, length);
    }

    String text() {
        lock.lock();
        try {
            return bytes.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    /** Waits, by the real clock, until this text has been printed. */
    void await(String text) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(20);
            while (!text().contains(text)) {
                if (left <= 0) {
                    throw new AssertionError("never printed: " + text + "\nbut: " + text());
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
