package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a new qcow2 image: header, first-level table, one table and one block of reference counts.
 *
 * @param diskSize the size of the disk
 * @param base the name of the base image as it was given, empty for none
 */
public record Qcow2Creation(long diskSize, String base) {

    private static final int CLUSTER_SHIFT = 16;
    private static final long CLUSTER = 1L << CLUSTER_SHIFT;

    /** Writes them into an empty file. */
    public void writeTo(DiskContent file) throws SystemError {
        long l1Offset = CLUSTER;
        long l1Size = roundUp(diskSize, CLUSTER * CLUSTER / 8);
        long refcountOffset = roundUp(l1Offset + 8 * l1Size, CLUSTER) * CLUSTER;
        long refcountClusters = roundUp(diskSize, CLUSTER * CLUSTER * CLUSTER / 2);
        long end = refcountOffset + refcountClusters * CLUSTER;
        Qcow2Header header = new Qcow2Header(
                3,
                base.isEmpty() ? 0 : Qcow2Header.LENGTH,
                base.length(),
                CLUSTER_SHIFT,
                diskSize,
                (int) l1Size,
                l1Offset,
                refcountOffset,
                (int) refcountClusters,
                0,
                4);
        write(file, 0, header.toBytes());
        write(file, Qcow2Header.LENGTH, base.getBytes(StandardCharsets.ISO_8859_1));
        file.truncate(end + CLUSTER);
        write(file, refcountOffset, ByteBuffer.allocate(8).putLong(end).array());
        for (long i = 0; i <= end / CLUSTER; i++) {
            write(file, end + 2 * i, new byte[] {0, 1});
        }
    }

    /** How many units it takes to hold a size. */
    private static long roundUp(long size, long unit) {
        return (size + unit - 1) / unit;
    }

    private static void write(DiskContent file, long position, byte[] bytes) throws SystemError {
        file.write(position, bytes, 0, bytes.length);
    }

    /** The size of the disk in an existing image, for a new one that is based on it. */
    public static long diskSizeOf(DiskContent image) throws SystemError, ImageError {
        return Qcow2Header.read(image).diskSize();
    }
}
