package io.vmm4j;

import java.util.Objects;

/**
 * A file that is a guest's disk, with the format it is read in.
 *
 * <p>The format is always said: vmctl(8) would guess it from the first bytes, which for a raw image are the guest's to
 * write, and else from the ending of the name.
 *
 * @param path where the file is
 * @param format how it is read
 */
public record DiskImage(HostPath path, DiskFormat format) {

    public DiskImage {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(format, "format");
    }

    /** A raw image. */
    public static DiskImage raw(String path) {
        return new DiskImage(HostPath.of(path), DiskFormat.RAW);
    }

    /** A qcow2 image. */
    public static DiskImage qcow2(String path) {
        return new DiskImage(HostPath.of(path), DiskFormat.QCOW2);
    }

    /**
     * An image as vmctl(8) writes it: {@code qcow2:/var/vmm/web1.qcow2}.
     *
     * @throws InvalidValueException if the format is not in front, or the path is wrong
     */
    public static DiskImage of(String text) {
        for (DiskFormat format : DiskFormat.values()) {
            String prefix = format + ":";
            if (text.startsWith(prefix)) {
                return new DiskImage(HostPath.of(text.substring(prefix.length())), format);
            }
        }
        throw InvalidValueException.of(ValueError.IMAGE_WITHOUT_FORMAT, "disk image", text);
    }

    /** As vmctl(8) reads it: {@code qcow2:/var/vmm/web1.qcow2}. */
    @Override
    public String toString() {
        return format + ":" + path;
    }
}
