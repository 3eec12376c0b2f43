package io.vmm4j.testkit.internal.dhcp;

/**
 * A word of dhcpd.conf(5).
 *
 * @param kind what it is
 * @param text as it stands there; of a string what is between its quotes
 * @param line its line, from 1
 * @param column where it begins, from 0
 * @param read its line up to its end
 */
record Word(Kind kind, String text, int line, int column, String read) {

    /** What words are told apart by. */
    enum Kind {
        NUMBER,
        /** Hexadecimal digits, letters among them. */
        NUMBER_OR_NAME,
        NAME,
        STRING,
        SIGN,
        END
    }

    boolean is(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Whether it can be a part of a name. */
    boolean isIdentifier() {
        return kind == Kind.NAME || kind == Kind.NUMBER_OR_NAME;
    }
}
