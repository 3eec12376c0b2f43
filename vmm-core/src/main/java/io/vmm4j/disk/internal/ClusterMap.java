package io.vmm4j.disk.internal;

import java.nio.ByteBuffer;
import java.util.stream.LongStream;

/**
 * Finds clusters by the L1 and L2 tables of an image, of which it keeps one page each. For images whose
 * {@linkplain Header#clustersCanBeFound clusters can be found}. Not thread safe: one a thread.
 */
final class ClusterMap {

    private static final long OFFSET = 0x00fffffffffffe00L;
    private static final long COMPRESSED = 1L << 62;
    private static final long ZERO = 1;

    private final ImageFile file;
    private final Header header;
    private final TablePage l1;
    private final TablePage l2;

    ClusterMap(ImageFile file, Header header) {
        this.file = file;
        this.header = header;
        this.l1 = new TablePage(file, "the L1 table");
        this.l2 = new TablePage(file, "an L2 table");
    }

    /** Where the L2 table with that number is; 0 if there is none. */
    long table(long number) {
        long offset = l1.entry(header.l1Offset(), header.l1Size(), number) & OFFSET;
        if (offset % header.clusterSize() != 0) {
            throw Errors.malformed(file.path(), "an L2 table is not aligned");
        }
        if (!file.holds(offset, header.clusterSize())) {
            throw Errors.truncated(file.path(), "an L2 table at byte " + offset + " is not in it");
        }
        return offset;
    }

    /** Where all L2 tables are, in the order of the disk. */
    long[] tables() {
        return LongStream.range(0, header.l1Needed())
                .map(this::table)
                .filter(offset -> offset != 0)
                .toArray();
    }

    /** The cluster of the disk with that number. */
    Cluster cluster(long number) {
        int entries = header.l2Entries();
        long table = table(number / entries);
        return table == 0 ? Cluster.UNALLOCATED : decode(l2.entry(table, entries, number % entries));
    }

    /** The first cluster from one on that has bytes of its own; the number of clusters if there is none. */
    long nextStored(long from) {
        long end = header.guestClusters();
        long number = from;
        while (number < end) {
            if (table(number / header.l2Entries()) == 0) {
                number = (number / header.l2Entries() + 1) * header.l2Entries();
            } else if (cluster(number).stored()) {
                return number;
            } else {
                number++;
            }
        }
        return end;
    }

    private Cluster decode(long entry) {
        if ((entry & COMPRESSED) != 0) {
            return compressed(entry);
        }
        if (header.version() >= 3 && (entry & ZERO) != 0) {
            return Cluster.ZERO;
        }
        long offset = entry & OFFSET;
        if (offset == 0) {
            return Cluster.UNALLOCATED;
        }
        if (offset % header.clusterSize() != 0) {
            throw Errors.malformed(file.path(), "a cluster is not aligned");
        }
        // The last cluster of a file may be cut where its rest is zeros.
        if (offset >= file.size()) {
            throw Errors.truncated(file.path(), "a cluster at byte " + offset + " is not in it");
        }
        return new Cluster(Cluster.Kind.DATA, offset, 0);
    }

    private Cluster compressed(long entry) {
        int offsetBits = 62 - (header.clusterBits() - 8);
        long offset = entry & ((1L << offsetBits) - 1);
        long sectors = (entry & (COMPRESSED - 1)) >>> offsetBits;
        if (offset >= file.size()) {
            throw Errors.truncated(file.path(), "a compressed cluster at byte " + offset + " is not in it");
        }
        long length = (sectors + 1) * 512 - offset % 512;
        return new Cluster(Cluster.Kind.COMPRESSED, offset, (int) Math.min(length, file.size() - offset));
    }

    /** Some entries of a table around the last one that was asked for. */
    private static final class TablePage {

        private static final int ENTRIES = 512;

        private final ImageFile file;
        private final String what;
        private final ByteBuffer page = ByteBuffer.allocate(ENTRIES * 8);
        private long loaded = -1;
        private int count;

        TablePage(ImageFile file, String what) {
            this.file = file;
            this.what = what;
        }

        /** One of so many entries that a table has. */
        long entry(long table, int entries, long number) {
            long first = number - number % ENTRIES;
            long offset = table + first * 8;
            int wanted = (int) Math.min(ENTRIES, entries - first);
            if (loaded != offset || count != wanted) {
                file.read(offset, page.array(), 0, wanted * 8, what);
                loaded = offset;
                count = wanted;
            }
            return page.getLong((int) (number - first) * 8);
        }
    }
}
