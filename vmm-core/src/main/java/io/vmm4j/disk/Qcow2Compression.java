package io.vmm4j.disk;

/** How the compressed clusters of a qcow2 image are compressed, if it has any. */
public enum Qcow2Compression {
    /** Deflate without a zlib header. */
    ZLIB,
    ZSTD,
    /** A method that this release does not know. */
    UNKNOWN
}
