package io.vmm4j.exec.internal;

import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.commons.exec.ExecuteStreamHandler;

/** The three streams of a local process, as Commons Exec hands them over. */
final class LocalStreams implements ExecuteStreamHandler {

    /** How long a pipe may be silent after the process has ended; a descendant may hold it open much longer. */
    private static final Duration SILENCE = Duration.ofMillis(200);

    private static final Duration LAUNCH_LIMIT = Duration.ofSeconds(10);

    private final Input input;
    private final OutputSink sink;
    private final Consumer<IOException> onRefusal;
    private final Consumer<IOException> onUnreadable;
    private final OutputPumps pumps;
    private final CompletableFuture<OutputStream> processInput = new CompletableFuture<>();
    private InputStream stdout = InputStream.nullInputStream();
    private InputStream stderr = InputStream.nullInputStream();

    LocalStreams(Input input, OutputSink sink, Consumer<IOException> onRefusal, Consumer<IOException> onUnreadable) {
        this.input = input;
        this.sink = sink;
        this.onRefusal = onRefusal;
        this.onUnreadable = onUnreadable;
        this.pumps = new OutputPumps(sink, onRefusal, () -> {});
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
        pumps.start(stdout, stderr);
        if (!(input instanceof Input.Interactive)) {
            InputPump.start(input, processInput.getNow(OutputStream.nullOutputStream()), onUnreadable);
        }
    }

    /** The process has ended: waits for the rest of its output as long as some comes or the sink is at work. */
    @Override
    public void stop() {
        try {
            long before = -1;
            while (!pumps.awaitDone(SILENCE.toMillis())) {
                long now = pumps.progress();
                if (now >= 0 && now == before) {
                    break;
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pumps.abandon();
    }

    /** Nothing that still comes is wanted. */
    void abandon() {
        pumps.abandon();
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
}
