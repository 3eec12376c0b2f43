package io.vmm4j.exec.internal;

import io.vmm4j.exec.OutputSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Passes on what a command prints and keeps back what the login shell printed before it. Each stream may have a thread of its
 * own.
 */
public final class MarkedSink implements OutputSink {

    /** What a login shell may print before the mark; more is no start-up message. */
    private static final int LONGEST_PREAMBLE = 256 * 1024;

    private final Preamble stdout;
    private final Preamble stderr;
    private final OutputSink sink;
    private final CompletableFuture<Start> start = new CompletableFuture<>();

    /** What the start mark tells: the process group, and what else the script was to tell at once. */
    private record Start(long processGroup, String rest) {

        static final Start NOT_SEEN = new Start(0, "");

        static Start parse(String line) throws IOException {
            String[] words = line.strip().split(" ", 2);
            try {
                return new Start(Long.parseLong(words[0]), words.length > 1 ? words[1] : "");
            } catch (NumberFormatException e) {
                throw new IOException("the start mark holds no process id: " + line, e);
            }
        }
    }

    /** A sink that passes on to {@code sink} what follows the start mark. */
    public MarkedSink(Marks marks, OutputSink sink) {
        this.sink = sink;
        this.stdout = new Preamble(marks.start());
        this.stderr = new Preamble(marks.start());
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        int start = stdout.skip(buffer, offset, length);
        if (start >= 0) {
            sink.stdout(stdout.bytes, start, stdout.length - start);
        }
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) throws IOException {
        int start = stderr.skip(buffer, offset, length);
        if (start >= 0) {
            sink.stderr(stderr.bytes, start, stderr.length - start);
        }
    }

    /** Whether the script was seen to start, on either stream. */
    public boolean started() {
        return start.isDone();
    }

    /** The command's process group, waiting up to {@code millis} for the script to tell it. */
    public OptionalLong processGroup(long millis) throws InterruptedException {
        Optional<Start> told = told(millis);
        return told.isPresent() ? OptionalLong.of(told.get().processGroup()) : OptionalLong.empty();
    }

    /** The name of the command's terminal, waiting up to {@code millis} for the script to tell it. */
    public Optional<String> terminal(long millis) throws InterruptedException {
        return told(millis).map(Start::rest).filter(name -> name.startsWith("/"));
    }

    /** What the start mark held behind the process id; empty as long as it has not come. */
    public String answer() {
        return start.getNow(Start.NOT_SEEN).rest();
    }

    private Optional<Start> told(long millis) throws InterruptedException {
        try {
            return Optional.of(start.get(millis, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    /** What the login shell printed instead of the command, for an error message. */
    public String preamble() {
        return (stderr.text() + stdout.text()).strip();
    }

    /** The part of one stream before the mark. */
    private final class Preamble {

        private final byte[] mark;
        private final ByteArrayOutputStream before = new ByteArrayOutputStream(128);
        private volatile boolean passed;
        private byte[] bytes = new byte[0];
        private int length;

        Preamble(byte[] mark) {
            this.mark = mark;
        }

        /**
         * Takes the next bytes.
         *
         * @return where, in {@link #bytes}, those begin that belong to the command; negative if there are none
         */
        int skip(byte[] buffer, int offset, int count) throws IOException {
            if (passed) {
                bytes = buffer;
                length = offset + count;
                return count == 0 ? -1 : offset;
            }
            synchronized (before) {
                before.write(buffer, offset, count);
                byte[] all = before.toByteArray();
                int at = Bytes.indexOf(all, mark, 0);
                int end = at < 0 ? -1 : Bytes.indexOf(all, (byte) '\n', at);
                if (end < 0) {
                    if (all.length > LONGEST_PREAMBLE) {
                        throw new IOException(
                                "the login shell printed " + all.length + " bytes and no command started");
                    }
                    return -1;
                }
                String line = new String(all, at + mark.length, end - at - mark.length, StandardCharsets.US_ASCII);
                start.complete(Start.parse(line));
                before.reset();
                before.write(all, 0, at);
                passed = true;
                bytes = all;
                length = all.length;
                return end + 1 < all.length ? end + 1 : -1;
            }
        }

        String text() {
            synchronized (before) {
                return before.toString(StandardCharsets.UTF_8);
            }
        }
    }
}
