package io.vmm4j.exec.internal;

import io.vmm4j.exec.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Copies a command's two output streams to its sink, each on a thread of its own, so that neither can block the other.
 *
 * <p>Both are read to their ends even when nobody wants the output any more: a transport may not stand unread bytes.
 */
public final class OutputPumps {

    private static final int BUFFER = 64 * 1024;

    private final OutputSink sink;
    private final Consumer<IOException> onRefusal;
    private final Runnable onDone;
    private final CountDownLatch open = new CountDownLatch(2);
    private final AtomicInteger delivering = new AtomicInteger();
    private final AtomicLong pieces = new AtomicLong();
    private volatile boolean abandoned;

    /**
     * Pumps that are not started yet.
     *
     * @param onRefusal told once when the sink throws; what follows is dropped
     * @param onDone told when both streams have ended
     */
    public OutputPumps(OutputSink sink, Consumer<IOException> onRefusal, Runnable onDone) {
        this.sink = sink;
        this.onRefusal = onRefusal;
        this.onDone = onDone;
    }

    /** Starts copying. */
    public void start(InputStream stdout, InputStream stderr) {
        IoThreads.run(() -> pump(stdout, sink::stdout));
        IoThreads.run(() -> pump(stderr, sink::stderr));
    }

    /** Nothing that still comes is wanted. */
    public void abandon() {
        abandoned = true;
    }

    /** Whether both streams have ended. */
    public boolean done() {
        return open.getCount() == 0;
    }

    /** Waits for both streams to end; false if they do not in time. */
    public boolean awaitDone(long millis) throws InterruptedException {
        return open.await(millis, TimeUnit.MILLISECONDS);
    }

    /** A number that changes whenever something was copied, negative while the sink is at work. */
    public long progress() {
        return delivering.get() > 0 ? -1 : pieces.get();
    }

    private void pump(InputStream from, Piece to) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                deliver(to, buffer, count);
            }
        } catch (IOException e) {
            // The stream broke; whoever owns the command hears of it from the transport.
        } finally {
            open.countDown();
            if (done()) {
                onDone.run();
            }
        }
    }

    private void deliver(Piece to, byte[] buffer, int count) {
        if (abandoned) {
            return;
        }
        delivering.incrementAndGet();
        try {
            to.take(buffer, 0, count);
        } catch (IOException e) {
            abandoned = true;
            onRefusal.accept(e);
        } finally {
            pieces.incrementAndGet();
            delivering.decrementAndGet();
        }
    }

    /** One of a sink's two methods. */
    @FunctionalInterface
    private interface Piece {
        void take(byte[] buffer, int offset, int length) throws IOException;
    }
}
