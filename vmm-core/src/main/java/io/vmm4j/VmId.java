package io.vmm4j;

/**
 * The number that vmd(8) gave a VM, 1 to 4294967295. It stays with a name until vmd restarts or is reset, and decides the
 * addresses of local interfaces.
 *
 * @param value the number
 */
public record VmId(long value) implements VmRef, Comparable<VmId> {

    private static final long MAX = 0xffff_ffffL;

    public VmId {
        if (value < 1 || value > MAX) {
            throw InvalidValueException.of(ValueError.ID_OUT_OF_RANGE, "VM id", Long.toString(value));
        }
    }

    /** The id of this number. */
    public static VmId of(long value) {
        return new VmId(value);
    }

    @Override
    public String operand() {
        return Long.toString(value);
    }

    @Override
    public int compareTo(VmId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
