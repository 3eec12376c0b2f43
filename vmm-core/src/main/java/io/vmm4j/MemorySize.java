package io.vmm4j;

/**
 * How much memory a guest has: 1 MiB to 128 GiB, in whole mebibytes. vmctl(8), vm.conf(5).
 *
 * <p>The login class {@code vmd} of the host may allow less; only a start tells.
 *
 * @param mebibytes the size in MiB
 */
public record MemorySize(long mebibytes) implements Comparable<MemorySize> {

    private static final SizeText RULES = new SizeText("memory size", 128 * 1024, "128G");

    /** What vmd(8) gives a VM that does not say: 512 MiB. */
    public static final MemorySize DEFAULT = new MemorySize(512);

    public MemorySize {
        RULES.require(mebibytes);
    }

    /**
     * The size that vmctl(8) would read: a number, which may have a fraction, and one letter of {@code K M G T P E}.
     *
     * @throws InvalidValueException for {@code 512MB}, for {@code 512} (bytes), for what vmctl would round down, and for
     *     what is out of range
     */
    public static MemorySize of(String text) {
        return new MemorySize(RULES.mebibytes(text));
    }

    /** The size of so many MiB. */
    public static MemorySize ofMebibytes(long mebibytes) {
        return new MemorySize(mebibytes);
    }

    @Override
    public int compareTo(MemorySize other) {
        return Long.compare(mebibytes, other.mebibytes);
    }

    /** As vmctl(8) reads it: an integer and {@code M}. */
    @Override
    public String toString() {
        return mebibytes + "M";
    }
}
