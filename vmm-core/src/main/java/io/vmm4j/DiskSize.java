package io.vmm4j;

/**
 * How large a virtual disk is: at least 1 MiB and less than 8 EiB, in whole mebibytes. vmctl(8).
 *
 * @param mebibytes the size in MiB
 */
public record DiskSize(long mebibytes) implements Comparable<DiskSize> {

    private static final SizeText RULES = new SizeText("disk size", (1L << 43) - 1, "8796093022207M");

    public DiskSize {
        RULES.require(mebibytes);
    }

    /**
     * The size that vmctl(8) would read: a number, which may have a fraction, and one letter of {@code K M G T P E}.
     *
     * @throws InvalidValueException for {@code 20GB}, for {@code 20} (bytes), for what vmctl would round down, and for what
     *     is out of range
     */
    public static DiskSize of(String text) {
        return new DiskSize(RULES.mebibytes(text));
    }

    /** The size of so many MiB. */
    public static DiskSize ofMebibytes(long mebibytes) {
        return new DiskSize(mebibytes);
    }

    @Override
    public int compareTo(DiskSize other) {
        return Long.compare(mebibytes, other.mebibytes);
    }

    /** As vmctl(8) reads it: an integer and {@code M}. */
    @Override
    public String toString() {
        return mebibytes + "M";
    }
}
