package io.vmm4j.exec.internal;

import io.vmm4j.exec.OutputSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Passes on what a command prints up to the end mark of its script on each stream, and drops what comes after it. Bytes are
 * held back only while they may be the beginning of the mark. Each stream may have a thread of its own.
 */
public final class EndMarkedSink implements OutputSink {

    private final OutputSink sink;
    private final Runnable onEnd;
    private final Stream stdout;
    private final Stream stderr;

    /**
     * A sink for the output of {@link RemoteScript#supervised}, behind its start mark.
     *
     * @param onEnd told when the mark has come on both streams
     */
    public EndMarkedSink(Marks marks, OutputSink sink, Runnable onEnd) {
        this.sink = sink;
        this.onEnd = onEnd;
        this.stdout = new Stream(marks.end(Marks.FINAL));
        this.stderr = new Stream(marks.end(Marks.FINAL));
    }

    @Override
    public void stdout(byte[] buffer, int offset, int length) throws IOException {
        stdout.take(buffer, offset, length, sink::stdout);
    }

    @Override
    public void stderr(byte[] buffer, int offset, int length) throws IOException {
        stderr.take(buffer, offset, length, sink::stderr);
    }

    /** The command's exit status, once its end mark has come on both streams. */
    public OptionalInt status() {
        return stdout.status >= 0 && stderr.status >= 0 ? OptionalInt.of(stdout.status) : OptionalInt.empty();
    }

    /** One of a sink's two methods. */
    @FunctionalInterface
    private interface Piece {
        void take(byte[] buffer, int offset, int length) throws IOException;
    }

    /** What is known of one stream. */
    private final class Stream {

        private final byte[] mark;
        private byte[] held = new byte[0];
        private volatile int status = -1;

        Stream(byte[] mark) {
            this.mark = mark;
        }

        void take(byte[] buffer, int offset, int length, Piece to) throws IOException {
            if (status >= 0) {
                return;
            }
            byte[] bytes = Arrays.copyOf(held, held.length + length);
            System.arraycopy(buffer, offset, bytes, held.length, length);
            int found = Bytes.indexOf(bytes, mark, 0);
            int end = found >= 0 ? found : bytes.length - beginningOfMark(bytes);
            if (end > 0) {
                to.take(bytes, 0, end);
            }
            held = Arrays.copyOfRange(bytes, end, bytes.length);
            if (found >= 0) {
                readStatus();
            }
        }

        /** How many of the last bytes are the beginning of the mark. */
        private int beginningOfMark(byte[] bytes) {
            for (int count = Math.min(bytes.length, mark.length - 1); count > 0; count--) {
                if (Arrays.equals(bytes, bytes.length - count, bytes.length, mark, 0, count)) {
                    return count;
                }
            }
            return 0;
        }

        private void readStatus() throws IOException {
            int newline = Bytes.indexOf(held, (byte) '\n', mark.length);
            if (newline < 0) {
                return;
            }
            String text = new String(held, mark.length, newline - mark.length, StandardCharsets.US_ASCII);
            try {
                status = Integer.parseInt(text.strip());
            } catch (NumberFormatException e) {
                throw new IOException("an end mark holds no exit status: " + text, e);
            }
            if (EndMarkedSink.this.status().isPresent()) {
                onEnd.run();
            }
        }
    }
}
