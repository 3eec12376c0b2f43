package io.vmm4j.testkit.internal.libc;

/** ctype(3) in the C locale: bytes above 127 belong to no class. */
public final class Ascii {

    private Ascii() {}

    /** Whether it is a letter or a digit. */
    public static boolean isAlnum(int c) {
        return isAlpha(c) || isDigit(c);
    }

    /** Whether it is a letter. */
    public static boolean isAlpha(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether it is a decimal digit. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Whether it prints, and is neither a blank nor a letter nor a digit. */
    public static boolean isPunct(int c) {
        return c > ' ' && c < 127 && !isAlnum(c);
    }

    /** Whether it is a blank, a tab, or ends a line or page. */
    public static boolean isSpace(int c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** The upper-case letter, or the same character. */
    public static char toUpper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }
}
