package io.vmm4j.testkit.internal.shell;

/** What stands in the brackets of a pattern. */
final class CharacterClass {

    private CharacterClass() {}

    /**
     * Whether a character belongs to a class.
     *
     * @param text between the brackets
     * @param marks which of it was quoted
     */
    static boolean matches(String text, String marks, char c) {
        int at = 0;
        boolean negated = isSign(text, marks, 0, '!');
        if (negated) {
            at++;
        }
        boolean found = false;
        while (at < text.length()) {
            int close = isSign(text, marks, at, '[') && text.startsWith("[:", at) ? text.indexOf(":]", at + 2) : -1;
            if (close > 0) {
                found |= isNamed(text.substring(at + 2, close), c);
                at = close + 2;
            } else if (at + 2 < text.length() && isSign(text, marks, at + 1, '-')) {
                found |= text.charAt(at) <= c && c <= text.charAt(at + 2);
                at += 3;
            } else {
                found |= text.charAt(at) == c;
                at++;
            }
        }
        return found != negated;
    }

    private static boolean isSign(String text, String marks, int at, char sign) {
        return at < text.length() && text.charAt(at) == sign && marks.charAt(at) != Fields.QUOTED;
    }

    /** Whether a character is in a class of isalpha(3) and its kin, in the C locale. */
    static boolean isNamed(String name, char c) {
        boolean upper = c >= 'A' && c <= 'Z';
        boolean lower = c >= 'a' && c <= 'z';
        boolean digit = c >= '0' && c <= '9';
        boolean graph = c > ' ' && c < 0x7f;
        return switch (name) {
            case "alpha" -> upper || lower;
            case "digit" -> digit;
            case "alnum" -> upper || lower || digit;
            case "upper" -> upper;
            case "lower" -> lower;
            case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
            case "blank" -> c == ' ' || c == '\t';
            case "punct" -> graph && !(upper || lower || digit);
            case "print" -> graph || c == ' ';
            case "graph" -> graph;
            case "cntrl" -> c < ' ' || c == 0x7f;
            case "xdigit" -> digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            default -> false;
        };
    }
}
