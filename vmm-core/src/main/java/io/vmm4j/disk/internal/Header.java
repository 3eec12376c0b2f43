package io.vmm4j.disk.internal;

import io.vmm4j.disk.Qcow2Compression;
import io.vmm4j.disk.Qcow2Encryption;
import io.vmm4j.disk.Qcow2Feature;
import io.vmm4j.disk.Qcow2Features;
import java.util.Optional;

/** The header of a qcow2 image, checked: places are aligned and in the file, sizes fit each other. */
record Header(
        int version,
        int clusterBits,
        long virtualSize,
        Qcow2Encryption encryption,
        int l1Size,
        long l1Offset,
        int refcountTableClusters,
        int refcountBits,
        int snapshots,
        Qcow2Features features,
        Qcow2Compression compression,
        Optional<String> backingFile,
        Optional<String> backingFormat,
        Optional<String> dataFile) {

    int clusterSize() {
        return 1 << clusterBits;
    }

    /** Entries of an L2 table. */
    int l2Entries() {
        return clusterSize() / (features.has(Qcow2Feature.EXTENDED_L2) ? 16 : 8);
    }

    /** Clusters of the disk. */
    long guestClusters() {
        return ceilDiv(virtualSize, clusterSize());
    }

    /** L1 entries that the disk needs; there may be more. */
    long l1Needed() {
        return ceilDiv(guestClusters(), l2Entries());
    }

    /** Whether the L2 tables are of the plain kind, with clusters in this file. */
    boolean clustersCanBeFound() {
        return features.incompatibleBeside(Qcow2Feature.DIRTY, Qcow2Feature.CORRUPT, Qcow2Feature.COMPRESSION_TYPE)
                .isEmpty();
    }

    /** Up to which size the file can grow before the refcount table is full. */
    long countableBytes() {
        long entries = (long) refcountTableClusters * (clusterSize() / 8);
        long clustersOfBlock = clusterSize() * 8L / refcountBits;
        return saturated(saturated(entries, clustersOfBlock), clusterSize());
    }

    private static long saturated(long a, long b) {
        return a != 0 && b > Long.MAX_VALUE / a ? Long.MAX_VALUE : a * b;
    }

    private static long ceilDiv(long a, long b) {
        return a / b + (a % b == 0 ? 0 : 1);
    }
}
