package io.vmm4j.testkit.internal.io;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.kernel.Errno;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** pipe(2): bytes in order, at most 64 KiB under way. Guarded by the timeline's lock, which is not held while bytes are copied. */
public final class Pipe {

    private static final int CAPACITY = 64 * 1024;

    private final VirtualTimeline timeline;
    private final Patience.Source writer;
    private final Deque<byte[]> pieces = new ArrayDeque<>();
    private int consumed;
    private int filled;
    private boolean readable = true;
    private boolean writable = true;
    private final OpenFile readEnd = new ReadEnd();
    private final OpenFile writeEnd = new WriteEnd();

    /** A pipe between processes. */
    public Pipe(VirtualTimeline timeline) {
        this(timeline, Patience.Source.SIMULATION);
    }

    /** A pipe that is written by processes, or by a client from outside. */
    public Pipe(VirtualTimeline timeline, Patience.Source writer) {
        this.timeline = timeline;
        this.writer = writer;
    }

    /** Where it is read; the caller owns the one reference. */
    public OpenFile readEnd() {
        return readEnd;
    }

    /** Where it is written; the caller owns the one reference. */
    public OpenFile writeEnd() {
        return writeEnd;
    }

    /** How many bytes could be read at once. To be asked with the timeline's lock held. */
    public int available() {
        return filled;
    }

    private int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            int count = timeline.lockedGet(() -> take(buffer, offset, length));
            if (count != 0) {
                return count;
            }
            patience.until(() -> filled > 0 || !writable, writer);
        }
    }

    private int take(byte[] buffer, int offset, int length) {
        byte[] piece = pieces.peek();
        if (piece == null) {
            return writable ? 0 : -1;
        }
        int count = Math.min(length, piece.length - consumed);
        System.arraycopy(piece, consumed, buffer, offset, count);
        consumed += count;
        filled -= count;
        if (consumed == piece.length) {
            pieces.poll();
            consumed = 0;
        }
        return count;
    }

    private void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            byte[] piece = Arrays.copyOfRange(buffer, at, Math.min(end, at + CAPACITY));
            int count = timeline.lockedGet(() -> readable ? put(piece) : -1);
            if (count < 0) {
                throw Errno.EPIPE.asError();
            }
            at += count;
            if (count < piece.length) {
                patience.until(() -> filled < CAPACITY || !readable, Patience.Source.SIMULATION);
            }
        }
    }

    /** Adds bytes at once, beyond the capacity if need be; nobody gets them if nobody reads. To be called with the lock held. */
    public void append(byte[] bytes) {
        if (readable && bytes.length > 0) {
            pieces.add(bytes.clone());
            filled += bytes.length;
        }
    }

    private int put(byte[] piece) {
        int room = CAPACITY - filled;
        if (room <= 0) {
            return 0;
        }
        int count = Math.min(room, piece.length);
        pieces.add(count == piece.length ? piece : Arrays.copyOf(piece, count));
        filled += count;
        return count;
    }

    /** The end that is read. */
    private final class ReadEnd extends OpenFile {

        @Override
        public Kind kind() {
            return Kind.PIPE;
        }

        @Override
        public boolean isReadable() {
            return true;
        }

        @Override
        public boolean isWritable() {
            return false;
        }

        @Override
        public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            return Pipe.this.read(patience, buffer, offset, length);
        }

        @Override
        protected void closed() {
            timeline.locked(() -> {
                readable = false;
                pieces.clear();
                filled = 0;
            });
        }
    }

    /** The end that is written. */
    private final class WriteEnd extends OpenFile {

        @Override
        public Kind kind() {
            return Kind.PIPE;
        }

        @Override
        public boolean isReadable() {
            return false;
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
            Pipe.this.write(patience, buffer, offset, length);
        }

        @Override
        protected void closed() {
            timeline.locked(() -> writable = false);
        }
    }
}
