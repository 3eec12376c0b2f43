package io.vmm4j.testkit.internal.pf.rule;

/**
 * An address, or a network.
 *
 * @param address its bits beyond the length are zero
 * @param length how many bits count
 */
public record Prefix(IpAddress address, int length) {

    public Prefix {
        address = address.masked(length);
    }

    /** One address. */
    public static Prefix of(IpAddress address) {
        return new Prefix(address, address.family().bits());
    }

    /** Whether an address is in it. */
    public boolean contains(IpAddress other) {
        return other.isIn(address, length);
    }

    @Override
    public String toString() {
        return length < address.family().bits() ? address + "/" + length : address.toString();
    }
}
