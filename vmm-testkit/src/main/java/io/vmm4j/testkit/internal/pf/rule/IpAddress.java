package io.vmm4j.testkit.internal.pf.rule;

import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Inet6;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An address of either family.
 *
 * @param family which, never both
 * @param high the first 64 bits of an IPv6 address
 * @param low the last 64 bits, or the 32 of an IPv4 address
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {

    private static final long INET_BITS = 0xffffffffL;

    /** An IPv4 address. */
    public static IpAddress of(int bits) {
        return new IpAddress(Family.INET, 0, bits & INET_BITS);
    }

    /** An IPv6 address. */
    public static IpAddress of(Inet6 address) {
        return new IpAddress(Family.INET6, address.high(), address.low());
    }

    /** The usual text forms. */
    public static Optional<IpAddress> parse(String text) {
        OptionalInt inet = Inet4.parse(text);
        return inet.isPresent()
                ? Optional.of(of(inet.getAsInt()))
                : Inet6.parse(text).map(IpAddress::of);
    }

    /** The IPv4 address's bits. */
    public int inet() {
        return (int) low;
    }

    /** The address with all but the first bits cleared. */
    public IpAddress masked(int length) {
        if (family == Family.INET) {
            return new IpAddress(
                    family, 0, length == 0 ? 0 : low & (INET_BITS << (32 - Math.min(32, length))) & INET_BITS);
        }
        long upper = length >= 64 ? -1 : length == 0 ? 0 : -1L << (64 - length);
        long lower = length >= 128 ? -1 : length <= 64 ? 0 : -1L << (128 - length);
        return new IpAddress(family, high & upper, low & lower);
    }

    /** Whether the first bits are the same. */
    public boolean isIn(IpAddress network, int length) {
        if (family != network.family) {
            return false;
        }
        if (family == Family.INET) {
            return length <= 0 || (low ^ network.low) >>> (32 - Math.min(32, length)) == 0;
        }
        boolean upper = length <= 0 || (high ^ network.high) >>> (64 - Math.min(64, length)) == 0;
        return upper && (length <= 64 || (low ^ network.low) >>> (128 - Math.min(128, length)) == 0);
    }

    /** The address some numbers further. */
    public IpAddress plus(long count) {
        return new IpAddress(family, high, family == Family.INET ? (low + count) & INET_BITS : low + count);
    }

    @Override
    public int compareTo(IpAddress other) {
        int families = family.compareTo(other.family);
        int upper = Long.compareUnsigned(high, other.high);
        return families != 0 ? families : upper != 0 ? upper : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return family == Family.INET ? Inet4.format((int) low) : new Inet6(high, low).toString();
    }
}
