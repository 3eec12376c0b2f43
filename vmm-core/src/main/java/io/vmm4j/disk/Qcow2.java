package io.vmm4j.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.disk.internal.Converter;
import io.vmm4j.disk.internal.Inspector;
import io.vmm4j.disk.internal.LocalImages;
import java.nio.file.Path;

/**
 * Reads qcow2 images, versions 2 and 3, on this machine: says whether vmd(8) can use them, and makes images that it can.
 *
 * <p>Images are untrusted: whatever a file holds, the outcome is a description, a conversion or a {@link Qcow2Exception}, within 64 MiB of
 * heap and in time that its size bounds. Only regular files are opened. An image must not be written to while it is read.
 *
 * <p>Thread safe.
 */
public final class Qcow2 {

    private Qcow2() {}

    /**
     * Describes an image, and opens none of its backing files.
     *
     * @throws Qcow2Exception if it is no sound qcow2 image
     */
    public static Qcow2Image inspect(Path image) {
        return inspect(image, BackingFiles.REFUSE);
    }

    /**
     * Describes an image and those it is derived from.
     *
     * @param allowed which backing files may be opened; one that may not is left out of the description
     * @throws Qcow2Exception if it, or a base of it, is no sound qcow2 image
     */
    public static Qcow2Image inspect(Path image, BackingFiles allowed) {
        return Inspector.inspect(new LocalImages(allowed), image.toString());
    }

    /**
     * Converts an image that stands alone, as {@link #convert(Path, Path, DiskFormat, ConversionOptions)} does.
     *
     * @throws Qcow2Exception if it cannot be read, or the target cannot be written
     */
    public static Conversion convert(Path source, Path target, DiskFormat format) {
        return convert(source, target, format, ConversionOptions.defaults());
    }

    /**
     * Copies the disk in an image to a new image that vmd(8) can use: raw, or qcow2 as vmctl(8) makes it (version 3, clusters of 64 KiB,
     * nothing compressed, no backing file). Blocks of zeros become holes. The size is rounded up to a multiple of 512 bytes.
     *
     * <p>The target appears complete and written to the disk, or not at all; it has mode 0600. Up to four threads help to decompress; an
     * interrupt cancels. Internal snapshots and bitmaps are not copied.
     *
     * @param source a qcow2 image
     * @param target where nothing is yet; in an existing directory, which holds the unfinished file under a temporary name
     * @throws Qcow2Exception if the source cannot be read, the target cannot be written, or the monitor gave up
     */
    public static Conversion convert(Path source, Path target, DiskFormat format, ConversionOptions options) {
        return new Converter(source, target, format, options).run();
    }
}
