package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file that is read at any place by any thread. Its size is taken once. */
final class ImageFile implements Closeable {

    private final Path path;
    private final FileChannel channel;
    private final long size;

    private ImageFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    static ImageFile open(Path path) {
        try {
            // Opening a FIFO would wait for a writer.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Qcow2Exception(Errors.problem(Qcow2Error.NOT_A_FILE, path));
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new ImageFile(path, channel, channel.size());
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path, e);
        }
    }

    Path path() {
        return path;
    }

    long size() {
        return size;
    }

    /** Whether that many bytes from there on are in the file; both may be anything. */
    boolean holds(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size && length <= size - offset;
    }

    /** Reads what must be there. */
    void read(long offset, byte[] into, int at, int length, String what) {
        if (!holds(offset, length) || transfer(offset, into, at, length) < length) {
            throw Errors.truncated(path, what + " at byte " + offset + " is not in it");
        }
    }

    /** Reads what may go on behind the end of the file, where there are zeros. */
    void readOrZeros(long offset, byte[] into, int at, int length) {
        int done = transfer(offset, into, at, length);
        Arrays.fill(into, at + done, at + length, (byte) 0);
    }

    private int transfer(long offset, byte[] into, int at, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position() - at) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path, e);
        }
        return buffer.position() - at;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path, e);
        }
    }
}
