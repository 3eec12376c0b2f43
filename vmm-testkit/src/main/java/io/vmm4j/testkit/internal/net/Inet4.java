package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.libc.Ascii;
import java.util.OptionalInt;

/** IPv4 addresses, held as their 32 bits. */
public final class Inet4 {

    private Inet4() {}

    /** Four decimal octets. */
    public static OptionalInt parse(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return OptionalInt.empty();
        }
        int address = 0;
        for (String octet : octets) {
            if (octet.isEmpty() || octet.length() > 3 || !octet.chars().allMatch(Ascii::isDigit)) {
                return OptionalInt.empty();
            }
            int value = Integer.parseInt(octet);
            if (value > 255) {
                return OptionalInt.empty();
            }
            address = (address << 8) | value;
        }
        return OptionalInt.of(address);
    }

    /** The dotted form. */
    public static String format(int address) {
        return octet(address, 24) + "." + octet(address, 16) + "." + octet(address, 8) + "." + octet(address, 0);
    }

    private static int octet(int address, int shift) {
        return (address >>> shift) & 255;
    }

    /** The mask of a prefix of 0 to 32 bits. */
    public static int mask(int length) {
        return length == 0 ? 0 : -1 << (32 - length);
    }
}
