package io.vmm4j.exec;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Copies files to and from a host. Thread safe.
 *
 * <p>A file appears on the host whole or not at all: it is written under a temporary name beside its place, its size is
 * compared on the host, and only then is it renamed. A transfer that fails leaves nothing behind unless the host could not
 * be reached any more, in which case the error names what may be left.
 *
 * <p>As root by doas(1) it needs a rule for {@code sh}; without one it fails with a {@link DoasException}.
 */
public interface FileTransfer {

    /**
     * Writes a small file.
     *
     * @param path an absolute path on the host; the directory exists
     * @param content what to write
     * @param mode the permission bits, for example {@code 0600}
     * @param privilege as whom
     * @throws TransferException if the host refused it; what was there before is untouched
     */
    void write(String path, byte[] content, int mode, Privilege privilege);

    /**
     * Copies a file of this machine to the host, streaming.
     *
     * @param timeout how long all of it may take
     * @throws TransferException if it cannot be read here or the host refused it; what was there before is untouched
     */
    void upload(Path source, String path, int mode, Privilege privilege, Duration timeout);

    /**
     * Reads a small file.
     *
     * @param limit the most bytes to accept
     * @throws TransferException if it cannot be read, or is larger
     */
    byte[] read(String path, int limit, Privilege privilege);

    /**
     * Copies a file of the host into a stream, which is neither flushed nor closed.
     *
     * @param timeout how long all of it may take
     * @return how many bytes were copied, which is the size the host gave
     * @throws TransferException if it cannot be read, or fewer bytes arrived than it has
     */
    long download(String path, OutputStream sink, Privilege privilege, Duration timeout);
}
