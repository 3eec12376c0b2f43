package io.vmm4j.testkit.internal.shell;

/** Which characters mean what. */
final class Characters {

    private Characters() {}

    static boolean isNameStart(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNamePart(int c) {
        return isNameStart(c) || isDigit(c);
    }

    static boolean isName(String text) {
        return !text.isEmpty() && isNameStart(text.charAt(0)) && text.chars().allMatch(Characters::isNamePart);
    }

    /** Parameters whose name is one such character. */
    static boolean isSpecialParameter(int c) {
        return c > 0 && "@*#?-$!".indexOf(c) >= 0;
    }

    /** What ends a word outside quotes. */
    static boolean isMeta(int c) {
        return c == Script.END || " \t\n;&|<>()".indexOf(c) >= 0;
    }

    /** Behind one of these a parenthesis opens a pattern: {@code @(a|b)}. */
    static boolean opensPattern(int c) {
        return c > 0 && "*@+?!".indexOf(c) >= 0;
    }
}
