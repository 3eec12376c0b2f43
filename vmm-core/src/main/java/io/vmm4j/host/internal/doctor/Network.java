package io.vmm4j.host.internal.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network.
 *
 * @param address its lowest address
 * @param bits how many bits its mask has
 */
record Network(long address, int bits) {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?(?:/(\\d{1,2}))?");

    /** What an address with a mask belongs to. */
    static Network of(long address, int bits) {
        return new Network(address & mask(bits), bits);
    }

    /** {@code 100.64.0.0/10}, or with other bits if it has none; empty if the text is no network. */
    static Optional<Network> parse(String text, int defaultBits) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int group = 1; group <= 4; group++) {
            long octet = matcher.group(group) == null ? 0 : Long.parseLong(matcher.group(group));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address * 256 + octet;
        }
        int bits = matcher.group(5) == null ? defaultBits : Integer.parseInt(matcher.group(5));
        return bits > 32 ? Optional.empty() : Optional.of(of(address, bits));
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : 0xffffffffL << (32 - bits) & 0xffffffffL;
    }

    /** Whether all of the other belongs to it. */
    boolean contains(Network other) {
        return bits <= other.bits && (other.address & mask(bits)) == address;
    }

    /** Whether they have addresses in common. */
    boolean overlaps(Network other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public String toString() {
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255) + "/"
                + bits;
    }
}
