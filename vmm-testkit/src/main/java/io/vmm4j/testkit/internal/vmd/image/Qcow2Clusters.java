package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.ByteBuffer;

/** Hands out new clusters at the end of a qcow2 image and counts the references to them. */
final class Qcow2Clusters {

    private final DiskContent content;
    private final Qcow2Header header;
    private final long cluster;

    Qcow2Clusters(DiskContent content, Qcow2Header header) {
        this.content = content;
        this.header = header;
        this.cluster = 1L << header.clusterShift();
    }

    /** A new cluster with one reference. */
    long allocate() throws SystemError {
        long place = grow();
        count(place);
        return place;
    }

    private long grow() throws SystemError {
        long place = (content.size() + cluster - 1) / cluster * cluster;
        content.truncate(place + cluster);
        return place;
    }

    private void count(long place) throws SystemError {
        long perBlock = cluster / 2;
        long number = place / cluster;
        long entry = header.refcountOffset() + number / perBlock * 8;
        long block = readLong(entry);
        if (block == 0) {
            block = grow();
            writeLong(entry, block);
            count(block);
        }
        content.write(block + number % perBlock * 2, new byte[] {0, 1}, 0, 2);
    }

    private long readLong(long position) throws SystemError {
        byte[] bytes = new byte[8];
        content.read(position, bytes, 0, 8);
        return ByteBuffer.wrap(bytes).getLong();
    }

    void writeLong(long position, long value) throws SystemError {
        content.write(position, ByteBuffer.allocate(8).putLong(value).array(), 0, 8);
    }
}
