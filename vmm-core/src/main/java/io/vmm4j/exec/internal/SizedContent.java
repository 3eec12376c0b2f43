package io.vmm4j.exec.internal;

import java.io.IOException;
import java.io.OutputStream;

/** Reads a line that tells a size, then passes on the content that follows it. Used by one thread. */
final class SizedContent {

    private static final int LONGEST_SIZE = 32;

    private final OutputStream sink;
    private final StringBuilder line = new StringBuilder();
    private long announced = -1;
    private long received;

    SizedContent(OutputStream sink) {
        this.sink = sink;
    }

    /** Takes the next bytes and returns the offset at which content begins, or {@code offset + length} if none does. */
    int accept(byte[] buffer, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (announced < 0 && at < end) {
            char c = (char) buffer[at++];
            if (c == '\n') {
                announced = parse(line.toString());
            } else if (line.append(c).length() > LONGEST_SIZE) {
                throw new IOException("the host printed no size: " + line);
            }
        }
        sink.write(buffer, at, end - at);
        received += end - at;
        return at;
    }

    private static long parse(String text) throws IOException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("the host printed no size: " + text, e);
        }
    }

    /** The size that the host told, or the largest possible one if it told none. */
    long announced() {
        return announced < 0 ? Long.MAX_VALUE : announced;
    }

    long received() {
        return received;
    }
}
