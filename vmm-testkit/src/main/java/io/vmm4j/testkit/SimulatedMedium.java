package io.vmm4j.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that guests boot or read: a kernel, an ISO image, a disk image, a set. What it is, it says itself in its first line; the
 * rest are zeros, which take no room however large it is. Immutable and thread safe.
 *
 * @see SimulatedMedia
 */
public final class SimulatedMedium {

    private static final int LONGEST_LINE = 256;

    private final SimulatedLabel label;
    private final byte[] head;
    private final long size;

    SimulatedMedium(SimulatedLabel label, byte[] head, long size) {
        if (size < head.length) {
            throw new IllegalArgumentException("size must be at least " + head.length + ": " + size);
        }
        this.label = Objects.requireNonNull(label, "label");
        this.head = head.clone();
        this.size = size;
    }

    /** What it is. */
    public SimulatedLabel label() {
        return label;
    }

    /** How long it is, in bytes. */
    public long size() {
        return size;
    }

    /** What it begins with; all that follows are zeros. */
    public byte[] head() {
        return head.clone();
    }

    /**
     * The same medium in another length.
     *
     * @throws IllegalArgumentException if its beginning does not fit
     */
    public SimulatedMedium ofSize(long bytes) {
        return new SimulatedMedium(label, head, bytes);
    }

    /** All of it, in memory. */
    public byte[] bytes() {
        return Arrays.copyOf(head, Math.toIntExact(size));
    }

    /** Its bytes from the beginning; can be read as often as one likes, and skips at no cost. */
    public InputStream open() {
        return new Zeros(head, size);
    }

    /** What a file is that begins with these bytes; empty if it is none of the simulation's. */
    public static Optional<SimulatedLabel> labelOf(byte[] start) {
        int end = 0;
        while (end < Math.min(start.length, LONGEST_LINE) && start[end] != '\n') {
            end++;
        }
        return end < start.length && start[end] == '\n'
                ? SimulatedLabel.parse(new String(start, 0, end, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** What a file is; reads its beginning and closes it. Empty if it is none of the simulation's. */
    public static Optional<SimulatedLabel> labelOf(InputStream file) {
        try (file) {
            ByteArrayOutputStream start = new ByteArrayOutputStream();
            start.write(file.readNBytes(LONGEST_LINE));
            return labelOf(start.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "SimulatedMedium[" + label.line() + ", " + size + " bytes]";
    }

    /** A beginning, and zeros up to a size. */
    private static final class Zeros extends InputStream {

        private final byte[] head;
        private final long size;
        private long position;

        private Zeros(byte[] head, long size) {
            this.head = head;
            this.size = size;
        }

        @Override
        public int read() {
            if (position >= size) {
                return -1;
            }
            int next = position < head.length ? head[(int) position] & 0xff : 0;
            position++;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            if (length == 0) {
                return 0;
            }
            if (position >= size) {
                return -1;
            }
            int count = (int) Math.min(length, size - position);
            int known = (int) Math.max(0, Math.min(count, head.length - position));
            if (known > 0) {
                System.arraycopy(head, (int) position, buffer, offset, known);
            }
            Arrays.fill(buffer, offset + known, offset + count, (byte) 0);
            position += count;
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, size - position));
            position += skipped;
            return skipped;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, size - position);
        }
    }
}
