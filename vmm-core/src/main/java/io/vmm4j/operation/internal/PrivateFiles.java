package io.vmm4j.operation.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner may read, where the file system knows such a thing. */
final class PrivateFiles {

    private static final Set<OpenOption> OPTIONS =
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private PrivateFiles() {}

    /** Opens a file, which is made, and made private, if need be. */
    static FileChannel open(Path path) throws IOException {
        if (!posix()) {
            return FileChannel.open(path, OPTIONS);
        }
        FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        FileChannel channel = FileChannel.open(path, OPTIONS, attribute);
        try {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Sees to it that the name of a file is on the disk, too, where directories can be opened for that. */
    static void syncDirectory(Path path) throws IOException {
        Optional<Path> directory = Optional.ofNullable(path.getParent());
        if (posix() && directory.isPresent()) {
            try (FileChannel channel = FileChannel.open(directory.get(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
