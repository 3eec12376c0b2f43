package io.vmm4j.disk.internal;

/**
 * Where a cluster of the disk is.
 *
 * @param offset in the file; 0 where there is no data
 * @param length bytes of compressed data, at most: what is behind it in the last sector counts too; else 0
 */
record Cluster(Kind kind, long offset, int length) {

    enum Kind {
        /** In the backing file, or nowhere. */
        UNALLOCATED,
        ZERO,
        DATA,
        COMPRESSED
    }

    static final Cluster UNALLOCATED = new Cluster(Kind.UNALLOCATED, 0, 0);
    static final Cluster ZERO = new Cluster(Kind.ZERO, 0, 0);

    /** Whether it has bytes of its own. */
    boolean stored() {
        return kind == Kind.DATA || kind == Kind.COMPRESSED;
    }
}
