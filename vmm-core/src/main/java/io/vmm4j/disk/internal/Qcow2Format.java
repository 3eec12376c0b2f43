package io.vmm4j.disk.internal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;

/**
 * A qcow2 image with its L2 tables among the data. Clusters of zeros are left out, not marked, as vmd(8) does not know the mark.
 */
final class Qcow2Format implements TargetFormat {

    private static final int CLUSTER = Qcow2Geometry.CLUSTER;
    private static final int L2_ENTRIES = Qcow2Geometry.L2_ENTRIES;
    private static final int REFCOUNTS = Qcow2Geometry.REFCOUNTS;
    private static final long COPIED = Qcow2Geometry.COPIED;

    private final RandomAccessFile file;
    private final Qcow2Geometry geometry;
    private final long[] l1;
    private final ByteBuffer l2 = ByteBuffer.allocate(CLUSTER);
    private int openTable = -1;

    /** The first cluster of the file that is not in use. */
    private long next;

    private long stored;

    Qcow2Format(RandomAccessFile file, long size) {
        this.file = file;
        this.geometry = Qcow2Geometry.of(size);
        this.l1 = new long[geometry.l1Entries()];
        this.next = geometry.first();
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
        long blocks = Qcow2Geometry.refcountBlocks(next);
        writeRefcounts(blocks);
        ByteBuffer table = ByteBuffer.allocate(l1.length * 8);
        table.asLongBuffer().put(l1);
        put(1, table.array(), 0, table.capacity());
        byte[] header = geometry.header();
        put(0, header, 0, header.length);
        file.setLength((next + blocks) * CLUSTER);
    }

    /** All clusters are in use, once each. */
    private void writeRefcounts(long blocks) throws IOException {
        long total = next + blocks;
        ByteBuffer table = ByteBuffer.allocate(Math.toIntExact(blocks * 8));
        for (long block = 0; block < blocks; block++) {
            table.putLong((next + block) * CLUSTER);
            byte[] counts = Qcow2Geometry.refcountBlock(total - block * REFCOUNTS);
            put(next + block, counts, 0, CLUSTER);
        }
        put(geometry.refcountTable(), table.array(), 0, table.capacity());
    }

    private void put(long cluster, byte[] bytes, int from, int length) throws IOException {
        file.seek(cluster * CLUSTER);
        file.write(bytes, from, length);
    }

    @Override
    public long stored() {
        return stored;
    }
}
