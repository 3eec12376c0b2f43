package io.vmm4j.disk;

/** The feature bits of a qcow2 image, version 3, that have a name. */
public enum Qcow2Feature {
    /** It was not closed properly: its reference counts may be wrong, its data is not. */
    DIRTY(Kind.INCOMPATIBLE, 0),
    /** A program found it damaged; it must not be written to. */
    CORRUPT(Kind.INCOMPATIBLE, 1),
    /** The data lies in another file. */
    EXTERNAL_DATA_FILE(Kind.INCOMPATIBLE, 2),
    /** Its compressed clusters are not compressed by zlib. */
    COMPRESSION_TYPE(Kind.INCOMPATIBLE, 3),
    /** Its clusters are allocated in parts. */
    EXTENDED_L2(Kind.INCOMPATIBLE, 4),
    /** Reference counts may be written late. */
    LAZY_REFCOUNTS(Kind.COMPATIBLE, 0),
    /** It has consistent dirty bitmaps. */
    BITMAPS(Kind.AUTOCLEAR, 0),
    /** The external data file is a raw image by itself. */
    RAW_EXTERNAL_DATA(Kind.AUTOCLEAR, 1);

    /** What a program that does not know a feature may do with the image. */
    public enum Kind {
        /** Nothing. */
        INCOMPATIBLE,
        /** Everything. */
        COMPATIBLE,
        /** Write to it if the bit is cleared. */
        AUTOCLEAR
    }

    private final Kind kind;
    private final int bit;

    Qcow2Feature(Kind kind, int bit) {
        this.kind = kind;
        this.bit = bit;
    }

    /** Which of the three sets of bits it is in. */
    public Kind kind() {
        return kind;
    }

    /** The bit alone, in its set. */
    public long mask() {
        return 1L << bit;
    }
}
