package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.HostPath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A file that may be an image, by its first bytes.
 *
 * @param path as it was asked for
 * @param state whether there is such a file
 * @param identity device and inode, the same for all paths that lead to a file
 * @param fileSize its bytes
 * @param allocated the bytes that it takes
 * @param start its first bytes
 */
record Head(HostPath path, State state, String identity, long fileSize, long allocated, ByteBuffer start) {

    Head {
        start = start.asReadOnlyBuffer();
    }

    /** How many bytes are looked at: vmctl(8) and qemu-img(1) have the name of the base in them. */
    static final int BYTES = 4096;

    private static final int MAGIC = 0x514649fb;
    private static final int HEADER = 72;

    /** Whether there is a file. */
    enum State {
        FILE,
        MISSING,
        /** There may be one that cannot be looked at, or it is no regular file. */
        UNREADABLE
    }

    static Head without(HostPath path, State state) {
        return new Head(path, state, "", 0, 0, ByteBuffer.allocate(0));
    }

    DiskFormat format() {
        boolean qcow2 = start.limit() >= HEADER && start.getInt(0) == MAGIC;
        return qcow2 ? DiskFormat.QCOW2 : DiskFormat.RAW;
    }

    /** Bytes of the disk. */
    long virtualSize() {
        return format() == DiskFormat.QCOW2 ? start.getLong(24) : fileSize;
    }

    /** Whether it says clearly what it is derived from, or that it is not. */
    boolean tellsBase() {
        return format() == DiskFormat.RAW || !hasBase() || base().isPresent();
    }

    private boolean hasBase() {
        return start.getLong(8) != 0 && start.getInt(16) != 0;
    }

    /** What it is derived from, relative names resolved as vmd(8) does. */
    Optional<HostPath> base() {
        if (format() == DiskFormat.RAW || !hasBase()) {
            return Optional.empty();
        }
        long offset = start.getLong(8);
        int length = start.getInt(16);
        if (offset < 0 || length < 0 || length > start.limit() || offset > start.limit() - length) {
            return Optional.empty();
        }
        byte[] bytes = new byte[length];
        start.get((int) offset, bytes);
        String name = new String(bytes, StandardCharsets.UTF_8);
        if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return Optional.of(
                name.startsWith("/")
                        ? HostPath.of(name)
                        : Making.directory(path).resolve(name));
    }
}
