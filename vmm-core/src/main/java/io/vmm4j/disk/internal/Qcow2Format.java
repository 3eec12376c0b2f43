package io.vmm4j.disk.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * A qcow2 image as vmctl(8) makes it: version 3, clusters of 64 KiB, 16-bit reference counts, no header extensions. The refcount table is
 * large enough for the full disk, as vmd(8) does not enlarge it. Clusters of zeros are left out, not marked, as vmd(8) does not
 * know the mark.
 */
final class Qcow2Format implements TargetFormat {

    static final int CLUSTER = 1 << 16;

    private static final int HEADER_LENGTH = 104;
    private static final int L2_ENTRIES = CLUSTER / 8;
    private static final int REFCOUNTS = CLUSTER / 2;
    private static final long COPIED = 1L << 63;

    private final RandomAccessFile file;
    private final long size;
    private final long[] l1;
    private final long refcountTable;
    private final int refcountTableClusters;
    private final ByteBuffer l2 = ByteBuffer.allocate(CLUSTER);
    private int openTable = -1;

    /** The first cluster of the file that is not in use. */
    private long next;

    private long stored;

    Qcow2Format(RandomAccessFile file, long size) {
        this.file = file;
        this.size = size;
        long clusters = ceil(size, CLUSTER);
        this.l1 = new long[Math.toIntExact(Math.max(1, ceil(clusters, L2_ENTRIES)))];
        this.refcountTable = 1 + ceil(l1.length * 8L, CLUSTER);
        // The refcount blocks and this table count too; one more cluster in a hundred is plenty for them.
        long full = refcountTable + clusters + l1.length + clusters / 100 + L2_ENTRIES;
        this.refcountTableClusters = Math.toIntExact(ceil(ceil(full, REFCOUNTS), L2_ENTRIES));
        this.next = refcountTable + refcountTableClusters;
    }

    @Override
    public void write(long offset, byte[] bytes, int length) throws IOException {
        int start = 0;
        while (start < length) {
            if (Zeros.areAll(bytes, start, Math.min(length, start + CLUSTER))) {
                start += CLUSTER;
                continue;
            }
            openTable((offset + start) / CLUSTER);
            long place = next;
            int end = start;
            while (end < length
                    && isInOpenTable(offset + end)
                    && !Zeros.areAll(bytes, end, Math.min(length, end + CLUSTER))) {
                l2.putLong((int) ((offset + end) / CLUSTER % L2_ENTRIES) * 8, next++ * CLUSTER | COPIED);
                end += CLUSTER;
            }
            int bytesToWrite = Math.min(end, length) - start;
            put(place, bytes, start, bytesToWrite);
            stored += bytesToWrite;
            start = end;
        }
    }

    private boolean isInOpenTable(long offset) {
        return offset / CLUSTER / L2_ENTRIES == openTable;
    }

    private void openTable(long cluster) throws IOException {
        int wanted = (int) (cluster / L2_ENTRIES);
        if (wanted != openTable) {
            flushTable();
            openTable = wanted;
            l1[wanted] = next++ * CLUSTER | COPIED;
            l2.clear().put(new byte[CLUSTER]);
        }
    }

    private void flushTable() throws IOException {
        if (openTable >= 0) {
            put((l1[openTable] & ~COPIED) / CLUSTER, l2.array(), 0, CLUSTER);
        }
    }

    @Override
    public void finish() throws IOException {
        flushTable();
        long blocks = ceil(next, REFCOUNTS);
        while (blocks < ceil(next + blocks, REFCOUNTS)) {
            blocks++;
        }
        writeRefcounts(blocks);
        ByteBuffer table = ByteBuffer.allocate(l1.length * 8);
        table.asLongBuffer().put(l1);
        put(1, table.array(), 0, table.capacity());
        put(0, header(), 0, HEADER_LENGTH);
        file.setLength((next + blocks) * CLUSTER);
    }

    /** All clusters are in use, once each. */
    private void writeRefcounts(long blocks) throws IOException {
        long total = next + blocks;
        ByteBuffer table = ByteBuffer.allocate(Math.toIntExact(blocks * 8));
        for (long block = 0; block < blocks; block++) {
            table.putLong((next + block) * CLUSTER);
            ByteBuffer counts = ByteBuffer.allocate(CLUSTER);
            for (long used = Math.min(REFCOUNTS, total - block * REFCOUNTS); used > 0; used--) {
                counts.putShort((short) 1);
            }
            put(next + block, counts.array(), 0, CLUSTER);
        }
        put(refcountTable, table.array(), 0, table.capacity());
    }

    private byte[] header() {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putInt(HeaderReader.MAGIC)
                .putInt(3)
                .putLong(0)
                .putInt(0)
                .putInt(Integer.numberOfTrailingZeros(CLUSTER))
                .putLong(size)
                .putInt(0)
                .putInt(l1.length)
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

    private void put(long cluster, byte[] bytes, int from, int length) throws IOException {
        file.seek(cluster * CLUSTER);
        file.write(bytes, from, length);
    }

    @Override
    public long stored() {
        return stored;
    }

    private static long ceil(long a, long b) {
        return (a + b - 1) / b;
    }
}
