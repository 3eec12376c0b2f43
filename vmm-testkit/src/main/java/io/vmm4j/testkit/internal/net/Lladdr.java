package io.vmm4j.testkit.internal.net;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A link-layer address.
 *
 * @param bits its 48 bits
 */
public record Lladdr(long bits) {

    private static final Pattern SYNTAX = Pattern.compile("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}");

    /** Six hexadecimal parts of one or two digits, as ether_aton(3) reads them. */
    public static Optional<Lladdr> parse(String text) {
        if (!SYNTAX.matcher(text).matches()) {
            return Optional.empty();
        }
        long bits = 0;
        for (String part : text.split(":", -1)) {
            bits = (bits << 8) | Integer.parseInt(part, 16);
        }
        return Optional.of(new Lladdr(bits));
    }

    /** Whether all bits are 0, which vmd(8) takes for no address at all. */
    public boolean isZero() {
        return bits == 0;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int octet = (int) (bits >>> shift) & 255;
            text.append(shift == 40 ? "" : ":").append(octet < 16 ? "0" : "").append(Integer.toHexString(octet));
        }
        return text.toString();
    }
}
