package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The header of a qcow2 image, version 3. In one of version 2 the last five numbers are whatever follows its shorter header.
 *
 * @param version 2 or 3
 * @param backingOffset where the name of the base image is
 * @param backingLength how long that name is, 0 without base
 * @param clusterShift the size of a cluster as a power of two
 * @param diskSize the size of the disk
 * @param l1Size the number of entries in the first-level table
 * @param l1Offset where that table is
 * @param refcountOffset where the table of reference count blocks is
 * @param refcountClusters how many clusters that table has
 * @param incompatibleFeatures features without which the image must not be read
 * @param refcountOrder the number of bits of a reference count as a power of two
 */
public record Qcow2Header(
        int version,
        long backingOffset,
        int backingLength,
        int clusterShift,
        long diskSize,
        int l1Size,
        long l1Offset,
        long refcountOffset,
        int refcountClusters,
        long incompatibleFeatures,
        int refcountOrder) {

    /** How long the header is. */
    public static final int LENGTH = 104;

    static final int MAGIC = 0x514649fb;

    private static final int REFCOUNT_ORDER_16_BITS = 4;
    private static final long DIRTY_AND_CORRUPT = 3;
    private static final int MAX_CLUSTER_SHIFT = 30;

    /** Reads the header. */
    static Qcow2Header read(DiskContent content) throws SystemError, ImageError {
        byte[] bytes = new byte[LENGTH];
        if (content.read(0, bytes, 0, LENGTH) != LENGTH) {
            throw ImageError.warning("short read on header");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(0) != MAGIC) {
            throw ImageError.warning("invalid magic numbers");
        }
        return new Qcow2Header(
                in.getInt(4),
                in.getLong(8),
                in.getInt(16),
                in.getInt(20),
                in.getLong(24),
                in.getInt(36),
                in.getLong(40),
                in.getLong(48),
                in.getInt(56),
                in.getLong(72),
                in.getInt(96));
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(LENGTH)
                .putInt(MAGIC)
                .putInt(version)
                .putLong(backingOffset)
                .putInt(backingLength)
                .putInt(clusterShift)
                .putLong(diskSize)
                .putInt(0)
                .putInt(l1Size)
                .putLong(l1Offset)
                .putLong(refcountOffset)
                .putInt(refcountClusters)
                .putInt(0)
                .putLong(0)
                .putLong(incompatibleFeatures)
                .putLong(0)
                .putLong(0)
                .putInt(refcountOrder)
                .putInt(LENGTH)
                .array();
    }

    /** Refuses what vmd(8) does not understand. */
    void requireSupported() throws ImageError {
        long unknown = incompatibleFeatures & ~DIRTY_AND_CORRUPT;
        if (unknown != 0) {
            throw ImageError.fatal("unsupported features " + Long.toHexString(unknown));
        }
        if (refcountOrder != REFCOUNT_ORDER_16_BITS) {
            throw ImageError.fatal("unsupported refcount size\n");
        }
        if (clusterShift < 9 || clusterShift > MAX_CLUSTER_SHIFT) {
            throw ImageError.fatal("qc2_open: unable to read qcow2 L1 table");
        }
        if (version != 2 && version != 3) {
            throw ImageError.fatal("qc2_open: unknown qcow2 version " + version);
        }
    }

    /** The name of the base image as it was given; empty without base. */
    static String baseName(DiskContent content) throws SystemError, ImageError {
        Qcow2Header header = read(content);
        if (header.backingLength == 0) {
            return "";
        }
        if (header.backingLength < 0 || header.backingLength >= 1023) {
            throw ImageError.warning("snapshot path too long");
        }
        byte[] name = new byte[header.backingLength];
        if (content.read(header.backingOffset, name, 0, name.length) != name.length) {
            throw ImageError.warning("could not read snapshot base name");
        }
        return new String(name, StandardCharsets.ISO_8859_1);
    }
}
