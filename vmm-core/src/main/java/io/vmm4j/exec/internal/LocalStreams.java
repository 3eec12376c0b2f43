package io.vmm4j.exec.internal;

import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.commons.exec.ExecuteStreamHandler;

/** Copies a local process's three streams, each on a thread of its own. */
final class LocalStreams implements ExecuteStreamHandler {

    /** How long output may still come after the process has ended; a descendant may hold the pipes much longer. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(10);

    private final Input input;
    private final OutputSink sink;
    private final Consumer<IOException> onRefusal;
    private final Consumer<IOException> onUnreadable;
    private final CountDownLatch outputs = new CountDownLatch(2);
    private final CompletableFuture<OutputStream> processInput = new CompletableFuture<>();
    private volatile boolean abandoned;
    private InputStream stdout = InputStream.nullInputStream();
    private InputStream stderr = InputStream.nullInputStream();

    LocalStreams(Input input, OutputSink sink, Consumer<IOException> onRefusal, Consumer<IOException> onUnreadable) {
        this.input = input;
        this.sink = sink;
        this.onRefusal = onRefusal;
        this.onUnreadable = onUnreadable;
    }

    @Override
    public void setProcessInputStream(OutputStream stream) {
        processInput.complete(stream);
    }

    @Override
    public void setProcessOutputStream(InputStream stream) {
        stdout = stream;
    }

    @Override
    public void setProcessErrorStream(InputStream stream) {
        stderr = stream;
    }

    @Override
    public void start() {
        InputStream out = stdout;
        InputStream err = stderr;
        IoThreads.run(() -> pump(out, sink::stdout));
        IoThreads.run(() -> pump(err, sink::stderr));
        if (!(input instanceof Input.Interactive)) {
            InputPump.start(input, processInput.getNow(OutputStream.nullOutputStream()), onUnreadable);
        }
    }

    @Override
    public void stop() throws IOException {
        try {
            outputs.await(AFTERMATH.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
    }

    /** Nothing that still comes is wanted. */
    void abandon() {
        abandoned = true;
    }

    /** Says something on standard error for a process that was never started. */
    void complain(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            sink.stderr(bytes, 0, bytes.length);
        } catch (IOException e) {
            onRefusal.accept(e);
        }
    }

    /** Where the caller writes the process's input. */
    OutputStream interactiveInput() {
        try {
            return processInput.get(LAUNCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return OutputStream.nullOutputStream();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OutputStream.nullOutputStream();
        }
    }

    private void pump(InputStream from, Piece to) {
        byte[] buffer = new byte[64 * 1024];
        try {
            int count = from.read(buffer);
            while (count >= 0 && !abandoned) {
                try {
                    to.take(buffer, 0, count);
                } catch (IOException e) {
                    onRefusal.accept(e);
                    return;
                }
                count = from.read(buffer);
            }
        } catch (IOException e) {
            // The process is gone, and its pipe with it.
        } finally {
            outputs.countDown();
        }
    }

    /** One of a sink's two methods. */
    @FunctionalInterface
    private interface Piece {
        void take(byte[] buffer, int offset, int length) throws IOException;
    }
}
