package io.vmm4j.vmconf.internal;

import java.util.Optional;

/** ether_aton(3): lenient about the form of each part, and about what follows the last. */
final class EthernetAddresses {

    private static final int PARTS = 6;
    private static final int MOST_OCTET = 0xff;
    private static final String DIGITS = "0123456789abcdef";

    private EthernetAddresses() {}

    /** The address with two digits a part, in lower case; empty if it is none. */
    static Optional<String> read(String text) {
        StringBuilder address = new StringBuilder(3 * PARTS);
        int at = 0;
        for (int i = 0; i < PARTS; i++) {
            at = skipSpace(text, at);
            boolean negative = charAt(text, at) == '-';
            if (negative || charAt(text, at) == '+') {
                at++;
            }
            boolean prefixed = charAt(text, at) == '0' && (charAt(text, at + 1) | 0x20) == 'x';
            if (prefixed && hexDigit(text, at + 2) >= 0) {
                at += 2;
            }
            int first = at;
            int octet = 0;
            while (hexDigit(text, at) >= 0 && octet <= MOST_OCTET) {
                octet = octet << 4 | hexDigit(text, at);
                at++;
            }
            boolean ends = i == PARTS - 1 && (at >= text.length() || Characters.isSpace(text.charAt(at)));
            if (at == first || octet > MOST_OCTET || (negative && octet > 0) || !(ends || charAt(text, at) == ':')) {
                return Optional.empty();
            }
            address.append(i == 0 ? "" : ":").append(DIGITS.charAt(octet >> 4)).append(DIGITS.charAt(octet & 0xf));
            at++;
        }
        return Optional.of(address.toString());
    }

    private static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && Characters.isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** NUL behind the end. */
    private static char charAt(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static int hexDigit(String text, int index) {
        return index < text.length() && text.charAt(index) < 0x80 ? Character.digit(text.charAt(index), 16) : -1;
    }
}
