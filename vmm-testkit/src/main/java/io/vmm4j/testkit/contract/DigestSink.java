package io.vmm4j.testkit.contract;

import io.vmm4j.exec.OutputSink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts and digests output and keeps its beginning. Thread safe. */
final class DigestSink implements OutputSink {

    private static final int KEPT = 64 * 1024;
    private static final long PATIENCE_SECONDS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private long stdoutBytes;
    private long stderrBytes;

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            stdoutBytes += length;
            digest.update(buffer, offset, length);
            beginning.write(buffer, offset, Math.min(length, Math.max(0, KEPT - beginning.size())));
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) {
        lock.lock();
        try {
            stderrBytes += length;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until standard output contains the text; false if it does not come in time. */
    boolean awaitStdout(String text) {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!stdoutText().contains(text) && left > 0) {
                left = arrived.awaitNanos(left);
            }
            return stdoutText().contains(text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    String stdoutText() {
        lock.lock();
        try {
            return beginning.toString(StandardCharsets.UTF_8);
        } finally {
            lock.unlock();
        }
    }

    long stdoutBytes() {
        lock.lock();
        try {
            return stdoutBytes;
        } finally {
            lock.unlock();
        }
    }

    long stderrBytes() {
        lock.lock();
        try {
            return stderrBytes;
        } finally {
            lock.unlock();
        }
    }

    /** The SHA-256 of standard output; called once, at the end. */
    String stdoutDigest() {
        lock.lock();
        try {
            return HexFormat.of().formatHex(digest.digest());
        } finally {
            lock.unlock();
        }
    }
}
