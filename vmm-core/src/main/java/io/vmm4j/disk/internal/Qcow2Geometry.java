package io.vmm4j.disk.internal;

import java.nio.ByteBuffer;

/**
 * A qcow2 image as vmctl(8) makes it: version 3, clusters of 64 KiB, 16-bit reference counts, no header extensions; first header, L1 table
 * and refcount table. The refcount table is large enough for the full disk, as vmd(8) does not enlarge it.
 *
 * @param size bytes of the disk
 * @param l1Entries entries of the L1 table, which begins in cluster 1
 * @param refcountTable the cluster where the refcount table begins
 * @param refcountTableClusters how many clusters that has
 */
record Qcow2Geometry(long size, int l1Entries, long refcountTable, int refcountTableClusters) {

    static final int CLUSTER = 1 << 16;
    static final int L2_ENTRIES = CLUSTER / 8;

    /** How many clusters one block of reference counts counts. */
    static final int REFCOUNTS = CLUSTER / 2;

    /** The bit of a cluster with one reference. */
    static final long COPIED = 1L << 63;

    private static final int HEADER_LENGTH = 104;

    static Qcow2Geometry of(long size) {
        long clusters = ceil(size, CLUSTER);
        int l1Entries = Math.toIntExact(Math.max(1, ceil(clusters, L2_ENTRIES)));
        long refcountTable = 1 + ceil(l1Entries * 8L, CLUSTER);
        // The refcount blocks and this table count too; one more cluster in a hundred is plenty for them.
        long full = refcountTable + clusters + l1Entries + clusters / 100 + L2_ENTRIES;
        return new Qcow2Geometry(
                size, l1Entries, refcountTable, Math.toIntExact(ceil(ceil(full, REFCOUNTS), L2_ENTRIES)));
    }

    /** The first cluster behind all that is in front. */
    long first() {
        return refcountTable + refcountTableClusters;
    }

    /** How many blocks of reference counts so many clusters and the blocks themselves need. */
    static long refcountBlocks(long clusters) {
        long blocks = ceil(clusters, REFCOUNTS);
        while (blocks < ceil(clusters + blocks, REFCOUNTS)) {
            blocks++;
        }
        return blocks;
    }

    byte[] header() {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putInt(HeaderReader.MAGIC)
                .putInt(3)
                .putLong(0)
                .putInt(0)
                .putInt(Integer.numberOfTrailingZeros(CLUSTER))
                .putLong(size)
                .putInt(0)
                .putInt(l1Entries)
                .putLong(CLUSTER)
                .putLong(refcountTable * CLUSTER)
                .putInt(refcountTableClusters)
                .putInt(0)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putLong(0)
                .putInt(4)
                .putInt(HEADER_LENGTH)
                .array();
    }

    /** A block of counts of which so many are one and the others zero. */
    static byte[] refcountBlock(long used) {
        ByteBuffer counts = ByteBuffer.allocate(CLUSTER);
        for (long left = Math.min(REFCOUNTS, used); left > 0; left--) {
            counts.putShort((short) 1);
        }
        return counts.array();
    }

    static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }
}
