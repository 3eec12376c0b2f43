package io.vmm4j.testkit.internal.pf.rule;

import java.util.OptionalInt;

/**
 * Which TCP flags a rule looks for.
 *
 * @param set those that must be on
 * @param of those that are looked at
 */
public record TcpFlags(int set, int of) {

    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int ACK = 16;

    /** None are looked at. */
    public static final TcpFlags ANY = new TcpFlags(0, 0);

    /** Those of a connection's first packet. */
    public static final TcpFlags FIRST = new TcpFlags(SYN, SYN | ACK);

    private static final String LETTERS = "FSRPAUEW";

    /** The bits of letters, {@code SA}; empty if one is none. */
    public static OptionalInt parse(String letters) {
        int bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            int bit = LETTERS.indexOf(letters.charAt(i));
            if (bit < 0) {
                return OptionalInt.empty();
            }
            bits |= 1 << bit;
        }
        return OptionalInt.of(bits == 0 ? 255 : bits);
    }

    /** Whether any is looked at. */
    public boolean isPresent() {
        return set != 0 || of != 0;
    }

    /** Whether a packet's flags are those. */
    public boolean matches(int flags) {
        return (flags & of) == set;
    }

    @Override
    public String toString() {
        return " flags " + letters(set) + "/" + letters(of);
    }

    private static String letters(int bits) {
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < LETTERS.length(); bit++) {
            if ((bits & (1 << bit)) != 0) {
                text.append(LETTERS.charAt(bit));
            }
        }
        return text.toString();
    }
}
