package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of this machine. */
final class LocalFile extends ImageFile {

    private final FileChannel channel;

    private LocalFile(Path path, FileChannel channel, long size) {
        super(path.toString(), size);
        this.channel = channel;
    }

    static LocalFile open(Path path) {
        try {
            // Opening a FIFO would wait for a writer.
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new Qcow2Exception(Errors.problem(Qcow2Error.NOT_A_FILE, path));
            }
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            return new LocalFile(path, channel, channel.size());
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path, e);
        }
    }

    @Override
    protected int transfer(long offset, byte[] into, int at, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position() - at) < 0) {
                    break;
                }
            }
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path(), e);
        }
        return buffer.position() - at;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.UNREADABLE, path(), e);
        }
    }
}
