package io.vmm4j.disk.internal;

import java.io.Closeable;
import java.util.Arrays;

/** A file that is read at any place. Its size is taken once. */
public abstract class ImageFile implements Closeable {

    private final String path;
    private final long size;

    /** A file of this size. */
    protected ImageFile(String path, long size) {
        this.path = path;
        this.size = size;
    }

    final String path() {
        return path;
    }

    /** How many bytes it has. */
    public final long size() {
        return size;
    }

    /** Whether that many bytes from there on are in the file; both may be anything. */
    final boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    /** Reads what must be there. */
    final void read(long offset, byte[] into, int at, int length, String what) {
        if (!holds(offset, length) || transfer(offset, into, at, length) < length) {
            throw Errors.truncated(path, what + " at byte " + offset + " is not in it");
        }
    }

    /** Reads what may go on behind the end of the file, where there are zeros. */
    final void readOrZeros(long offset, byte[] into, int at, int length) {
        int done = transfer(offset, into, at, length);
        Arrays.fill(into, at + done, at + length, (byte) 0);
    }

    /**
     * Reads what is there.
     *
     * @return how many bytes; fewer than wanted only at the end of the file
     */
    protected abstract int transfer(long offset, byte[] into, int at, int length);

    @Override
    public abstract void close();
}
