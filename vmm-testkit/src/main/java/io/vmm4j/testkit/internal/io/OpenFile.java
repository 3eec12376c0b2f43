package io.vmm4j.testkit.internal.io;

import io.vmm4j.testkit.internal.kernel.Errno;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one open(2) or pipe(2) made, shared by all descriptors that were duplicated or inherited from it. Thread safe. The last
 * {@link #release} closes it.
 */
public abstract class OpenFile {

    private final AtomicInteger references = new AtomicInteger(1);

    /** For subclasses; one reference is held by whoever makes it. */
    protected OpenFile() {}

    /** What kind of file it is, as fstat(2) tells. */
    public enum Kind {
        PIPE,
        REGULAR,
        DIRECTORY,
        CHARACTER_DEVICE,
        SOCKET
    }

    /** What kind of file it is. */
    public abstract Kind kind();

    /**
     * Reads at least one byte, waiting for it if need be.
     *
     * @return how many bytes, or -1 at the end
     */
    public int read(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        throw Errno.EBADF.asError();
    }

    /** Writes all of it, waiting for room if need be. */
    public void write(Patience patience, byte[] buffer, int offset, int length) throws IOException {
        throw Errno.EBADF.asError();
    }

    /** Whether it was opened for reading. */
    public abstract boolean isReadable();

    /** Whether it was opened for writing. */
    public abstract boolean isWritable();

    /** The terminal behind it, as isatty(3) tells. */
    public Optional<Tty> terminal() {
        return Optional.empty();
    }

    /**
     * Moves to a place in the file.
     *
     * @throws IOException if it has no places
     */
    public void seek(long position) throws IOException {
        throw Errno.ESPIPE.asError();
    }

    /** The place in the file. */
    public long position() throws IOException {
        throw Errno.ESPIPE.asError();
    }

    /** One more reference. */
    public final OpenFile share() {
        if (references.getAndIncrement() <= 0) {
            throw new IllegalStateException("closed: " + this);
        }
        return this;
    }

    /** One reference less. */
    public final void release() {
        if (references.decrementAndGet() == 0) {
            closed();
        }
    }

    /** The last reference is gone. Must not block. */
    protected void closed() {}
}
