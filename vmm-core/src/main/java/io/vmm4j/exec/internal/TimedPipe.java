package io.vmm4j.exec.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded pipe whose reader can time out. One thread writes, another reads; a full pipe holds the writer up until there is
 * room or the reader is gone.
 */
public final class TimedPipe {

    private static final int CAPACITY = 256 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int size;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;
    private long readTimeoutNanos;

    /** An empty pipe whose reads wait up to {@code readTimeout}. */
    public TimedPipe(Duration readTimeout) {
        setReadTimeout(readTimeout);
    }

    /** How long a read may wait for the first byte. */
    public void setReadTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a read timeout must be positive: " + timeout);
        }
        lock.lock();
        try {
            readTimeoutNanos = timeout.toNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Adds bytes, waiting for room; drops them once the reader is gone. */
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        lock.lock();
        try {
            while (left > 0 && !abandoned) {
                if (size == CAPACITY) {
                    changed.awaitNanos(TimeUnit.SECONDS.toNanos(1));
                    continue;
                }
                int end = (start + size) % CAPACITY;
                int count = Math.min(left, Math.min(CAPACITY - size, CAPACITY - end));
                System.arraycopy(buffer, at, ring, end, count);
                size += count;
                at += count;
                left -= count;
                changed.signalAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** No more bytes will come; the reader sees the end after those that are there. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No more bytes will come because something broke; the reader gets the exception after those that are there. */
    public void fail(IOException reason) {
        lock.lock();
        try {
            if (!ended) {
                failure = reason;
            }
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The reading side. Closing it lets the writer go on without a reader. */
    public InputStream source() {
        return new Source();
    }

    /** The writing side. Closing it ends the pipe. */
    public OutputStream sink() {
        return new Sink();
    }

    private int take(byte[] buffer, int offset, int length) throws IOException {
        lock.lock();
        try {
            long left = readTimeoutNanos;
            while (size == 0) {
                if (abandoned) {
                    throw new IOException("closed");
                }
                if (ended) {
                    if (failure != null) {
                        throw new IOException(failure.getMessage(), failure);
                    }
                    return -1;
                }
                if (left <= 0) {
                    throw new SocketTimeoutException("nothing came in time");
                }
                left = changed.awaitNanos(left);
            }
            int count = Math.min(length, Math.min(size, CAPACITY - start));
            System.arraycopy(ring, start, buffer, offset, count);
            start = (start + count) % CAPACITY;
            size -= count;
            changed.signalAll();
            return count;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** The reading side. */
    private final class Source extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return take(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return length == 0 ? 0 : take(buffer, offset, length);
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return size;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                abandoned = true;
                size = 0;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** The writing side. */
    private final class Sink extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            TimedPipe.this.write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            TimedPipe.this.write(buffer, offset, length);
        }

        @Override
        public void close() {
            end();
        }
    }
}
