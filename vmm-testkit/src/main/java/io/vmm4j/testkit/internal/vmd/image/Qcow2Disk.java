package io.vmm4j.testkit.internal.vmd.image;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk in a qcow2 image, with the images that it is based on. */
public final class Qcow2Disk implements VirtualDisk {

    private static final long COMPRESSED = 1L << 62;
    private static final long IN_PLACE = 1L << 63;

    private final DiskContent content;
    private final Qcow2Header header;
    private final @Nullable Qcow2Disk base;
    private final long cluster;
    private final long[] l1;
    private final Qcow2Clusters clusters;

    private Qcow2Disk(DiskContent content, List<DiskContent> bases) throws SystemError, ImageError {
        this.content = content;
        this.header = Qcow2Header.read(content);
        header.requireSupported();
        this.cluster = 1L << header.clusterShift();
        this.l1 = readL1();
        this.clusters = new Qcow2Clusters(content, header);
        if (header.backingLength() == 0) {
            this.base = null;
        } else {
            if (bases.isEmpty()) {
                throw ImageError.fatal("qc2_open: missing base image " + Qcow2Header.baseName(content));
            }
            this.base = new Qcow2Disk(bases.get(0), bases.subList(1, bases.size()));
            if (base.cluster != cluster) {
                throw ImageError.fatal("qc2_open: all disk parts must share clustersize");
            }
        }
    }

    /**
     * Opens a disk.
     *
     * @param images the image and the ones that it is based on, in order
     */
    public static Qcow2Disk open(List<DiskContent> images) throws SystemError, ImageError {
        return new Qcow2Disk(images.get(0), images.subList(1, images.size()));
    }

    /** The name of the image that an image is based on, as it was given; empty if there is none. */
    public static String baseName(DiskContent image) throws SystemError, ImageError {
        return Qcow2Header.baseName(image);
    }

    private long[] readL1() throws SystemError, ImageError {
        long bytes = 8L * Integer.toUnsignedLong(header.l1Size());
        if (header.l1Offset() < 0 || bytes > content.size() - header.l1Offset()) {
            throw ImageError.fatal("qc2_open: unable to read qcow2 L1 table");
        }
        byte[] table = new byte[(int) bytes];
        content.read(header.l1Offset(), table, 0, table.length);
        long[] entries = new long[header.l1Size()];
        ByteBuffer.wrap(table).asLongBuffer().get(entries);
        return entries;
    }

    @Override
    public long size() {
        return header.diskSize();
    }

    @Override
    public void read(long position, byte[] buffer, int length) throws SystemError, ImageError {
        requireInside(position, length);
        byte[] piece = new byte[(int) cluster];
        int done = 0;
        while (done < length) {
            long at = position + done;
            int count = (int) Math.min(length - done, cluster - at % cluster);
            readInCluster(at, piece, count);
            System.arraycopy(piece, 0, buffer, done, count);
            done += count;
        }
    }

    private void readInCluster(long position, byte[] buffer, int count) throws SystemError, ImageError {
        for (Qcow2Disk disk = this; disk != null; disk = disk.base) {
            long entry = disk.entry(position) & ~IN_PLACE;
            if (entry != 0) {
                int read = disk.content.read(entry + position % cluster, buffer, 0, count);
                if (read != count) {
                    throw new SystemError(Errno.EIO);
                }
                return;
            }
        }
        Arrays.fill(buffer, 0, count, (byte) 0);
    }

    /** Where the cluster of a position is in the image, with its flags; 0 if it is not there. */
    private long entry(long position) throws SystemError, ImageError {
        long perTable = cluster / 8;
        long number = position / cluster;
        if (number / perTable >= l1.length) {
            return 0;
        }
        long table = l1[(int) (number / perTable)] & ~IN_PLACE;
        if (table == 0) {
            return 0;
        }
        long entry = readLong(table + number % perTable * 8);
        if ((entry & COMPRESSED) != 0) {
            throw ImageError.fatal("xlate: compressed clusters unsupported");
        }
        return entry;
    }

    private long readLong(long position) throws SystemError {
        byte[] bytes = new byte[8];
        content.read(position, bytes, 0, 8);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Override
    public void write(long position, byte[] buffer, int length) throws SystemError, ImageError {
        requireInside(position, length);
        int done = 0;
        while (done < length) {
            long at = position + done;
            int count = (int) Math.min(length - done, cluster - at % cluster);
            long entry = entry(at);
            long place = (entry & IN_PLACE) != 0 ? entry & ~IN_PLACE : copyOnWrite(at);
            content.write(place + at % cluster, buffer, done, count);
            done += count;
        }
    }

    /** A cluster of this image's own for a position, filled with what was there before. */
    private long copyOnWrite(long position) throws SystemError, ImageError {
        byte[] before = new byte[(int) cluster];
        readInCluster(position - position % cluster, before, before.length);
        long perTable = cluster / 8;
        long number = position / cluster;
        int index = (int) (number / perTable);
        if (index >= l1.length) {
            throw ImageError.fatal("l1 offset outside disk");
        }
        if ((l1[index] & IN_PLACE) == 0) {
            l1[index] = ownTable(l1[index]) | IN_PLACE;
            clusters.writeLong(header.l1Offset() + 8L * index, l1[index]);
        }
        long place = clusters.allocate();
        content.write(place, before, 0, before.length);
        clusters.writeLong((l1[index] & ~IN_PLACE) + number % perTable * 8, place | IN_PLACE);
        return place;
    }

    private long ownTable(long shared) throws SystemError {
        byte[] table = new byte[(int) cluster];
        if (shared != 0) {
            content.read(shared, table, 0, table.length);
        }
        long place = clusters.allocate();
        content.write(place, table, 0, table.length);
        return place;
    }

    private void requireInside(long position, int length) throws SystemError {
        if (position < 0 || position + length > size()) {
            throw new SystemError(Errno.EIO);
        }
    }

    @Override
    public long nextData(long position) throws ImageError {
        long covered = cluster * (cluster / 8);
        long at = position;
        while (at < size() && !mayHaveData(at / covered)) {
            at = (at / covered + 1) * covered;
        }
        return Math.min(at, size());
    }

    private boolean mayHaveData(long index) {
        for (Qcow2Disk disk = this; disk != null; disk = disk.base) {
            if (index < disk.l1.length && (disk.l1[(int) index] & ~IN_PLACE) != 0) {
                return true;
            }
        }
        return false;
    }
}
