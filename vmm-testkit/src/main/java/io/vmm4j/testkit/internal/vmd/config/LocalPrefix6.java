package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.net.Inet6;

/**
 * The /64 from which vmd(8) takes IPv6 addresses of local interfaces.
 *
 * @param bits its 64 bits
 */
public record LocalPrefix6(long bits) {

    private static final int LENGTH = 64;

    /**
     * The network that a text such as {@code fd00:1::/64} names.
     *
     * @throws LocalPrefix.Invalid if it is none, has host bits, or is longer than 64 bits
     */
    public static LocalPrefix6 parse(String text) throws LocalPrefix.Invalid {
        int slash = text.lastIndexOf('/');
        int length = LENGTH;
        if (slash >= 0) {
            try {
                length = (int) Strtonum.parse(text.substring(slash + 1), 0, LENGTH);
            } catch (Strtonum.Invalid e) {
                throw new LocalPrefix.Invalid(e.reason());
            }
        }
        Inet6 address = Inet6.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new LocalPrefix.Invalid("name or service is not known"));
        long mask = length == 0 ? 0 : -1L << (LENGTH - length);
        if ((address.high() & mask) != address.high() || address.low() != 0) {
            throw new LocalPrefix.Invalid("bad mask");
        }
        return new LocalPrefix6(address.high());
    }

    /** The address of the host's end of the interface whose guest has this IPv4 address. */
    public Inet6 hostAddress(int guest) {
        return new Inet6(bits, ((guest & 0xffffffffL) << 32) | 1);
    }
}
