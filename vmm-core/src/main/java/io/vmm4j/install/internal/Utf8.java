package io.vmm4j.install.internal;

/** Decodes UTF-8 byte by byte; what is no UTF-8 becomes U+FFFD, and the byte that broke it is read anew. */
final class Utf8 {

    /** A character is not complete. */
    static final int MORE = -1;

    private static final int REPLACEMENT = 0xfffd;
    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000};

    private int value;
    private int missing;
    private int length;

    Utf8 copy() {
        Utf8 copy = new Utf8();
        copy.value = value;
        copy.missing = missing;
        copy.length = length;
        return copy;
    }

    /** Whether this byte cannot continue the character that was begun: it is over, broken. */
    boolean breaks(byte b) {
        return missing > 0 && (b & 0xc0) != 0x80;
    }

    /** Gives up the character that was begun. */
    int giveUp() {
        missing = 0;
        return REPLACEMENT;
    }

    /** The character that this byte completes, or {@link #MORE}. */
    int accept(byte b) {
        if (missing > 0) {
            value = (value << 6) | (b & 0x3f);
            return --missing > 0 ? MORE : checked();
        }
        if (b >= 0) {
            return b;
        }
        length = (b & 0xe0) == 0xc0 ? 1 : (b & 0xf0) == 0xe0 ? 2 : (b & 0xf8) == 0xf0 ? 3 : 0;
        if (length == 0) {
            return REPLACEMENT;
        }
        missing = length;
        value = b & (0x3f >> length);
        return MORE;
    }

    private int checked() {
        boolean surrogate = value >= 0xd800 && value <= 0xdfff;
        return value < LEAST[length] || value > 0x10ffff || surrogate ? REPLACEMENT : value;
    }
}
