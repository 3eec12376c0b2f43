package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.Qcow2Exception;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that appears under its name when it is complete, or not at all. Mode 0600. */
final class NewFile implements Closeable {

    private final Path target;
    private final Path directory;
    private final Path temporary;
    private final RandomAccessFile content;

    private NewFile(Path target, Path directory, Path temporary, RandomAccessFile content) {
        this.target = target;
        this.directory = directory;
        this.temporary = temporary;
        this.content = content;
    }

    static NewFile create(Path target) {
        refuseExisting(target);
        Path parent = target.toAbsolutePath().getParent();
        Path directory = parent == null ? target.toAbsolutePath() : parent;
        try {
            Path temporary = Files.createTempFile(directory, "." + target.getFileName() + ".", ".part");
            return new NewFile(target, directory, temporary, new RandomAccessFile(temporary.toFile(), "rw"));
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.TARGET_UNWRITABLE, target, e);
        }
    }

    private static void refuseExisting(Path target) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.TARGET_EXISTS, target));
        }
    }

    RandomAccessFile content() {
        return content;
    }

    /** Gives it its name, once its content is on the disk. */
    void publish() throws IOException {
        content.getChannel().force(true);
        content.close();
        try {
            Files.move(temporary, target);
        } catch (FileAlreadyExistsException e) {
            throw new Qcow2Exception(Errors.problem(Qcow2Error.TARGET_EXISTS, target), e);
        }
        syncDirectory();
    }

    @SuppressWarnings("EmptyCatch")
    private void syncDirectory() {
        try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
            entries.force(true);
        } catch (IOException e) {
            // Not every system can sync a directory; the file itself is safe.
        }
    }

    @Override
    public void close() {
        try {
            content.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw Errors.io(Qcow2Error.TARGET_UNWRITABLE, target, e);
        }
    }
}
