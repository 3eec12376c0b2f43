package io.vmm4j.disk.internal;

import io.vmm4j.disk.ClusterCounts;

/**
 * Looks at all clusters of an image without reading their data. An image whose tables claim more clusters than its file has room for is
 * refused, so that reading it to its end is bounded by the size of the file.
 */
final class ClusterScan {

    /** No cluster can be compressed to fewer bytes, by either method. */
    private static final int LEAST_COMPRESSED = 8;

    private final ImageFile file;
    private final Header header;
    private long data;
    private long compressed;
    private long zero;
    private long tables;

    private ClusterScan(ImageFile file, Header header) {
        this.file = file;
        this.header = header;
    }

    static ClusterCounts scan(ImageFile file, Header header) {
        return new ClusterScan(file, header).scan();
    }

    private ClusterCounts scan() {
        ClusterMap map = new ClusterMap(file, header);
        long room = file.size() / header.clusterSize() + 1;
        for (long table = 0; table < header.l1Needed(); table++) {
            if (map.table(table) == 0) {
                continue;
            }
            tables++;
            long first = table * header.l2Entries();
            long end = Math.min(first + header.l2Entries(), header.guestClusters());
            for (long number = first; number < end; number++) {
                count(map.cluster(number));
            }
            if (tables + data > room || compressed > file.size() / LEAST_COMPRESSED) {
                throw Errors.malformed(file.path(), "its tables claim more clusters than it has room for");
            }
        }
        return new ClusterCounts(data, compressed, zero, tables);
    }

    private void count(Cluster cluster) {
        switch (cluster.kind()) {
            case DATA -> data++;
            case COMPRESSED -> compressed++;
            case ZERO -> zero++;
            case UNALLOCATED -> {}
        }
    }
}
