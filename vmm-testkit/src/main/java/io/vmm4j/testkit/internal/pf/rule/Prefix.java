package io.vmm4j.testkit.internal.pf.rule;

import java.util.Optional;

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

    /** {@code 10.0.0.0/8} or an address; empty if the text is neither, or has more bits than the address. */
    public static Optional<Prefix> parse(String text) {
        int slash = text.indexOf('/');
        Optional<IpAddress> address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return address.map(Prefix::of);
        }
        String length = text.substring(slash + 1);
        return address.filter(found -> length.matches("[0-9]{1,3}")
                        && Integer.parseInt(length) <= found.family().bits())
                .map(found -> new Prefix(found, Integer.parseInt(length)));
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
