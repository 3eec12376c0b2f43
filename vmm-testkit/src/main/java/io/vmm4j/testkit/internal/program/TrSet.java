package io.vmm4j.testkit.internal.program;

import java.util.Map;

/** The strings of tr(1). */
final class TrSet {

    private static final Map<String, String> CLASSES = Map.of(
            "upper", "A-Z",
            "lower", "a-z",
            "digit", "0-9",
            "alpha", "A-Za-z",
            "alnum", "0-9A-Za-z",
            "space", "\t-\r ",
            "blank", "\t ",
            "cntrl", "\000-\037\177",
            "print", " -~",
            "graph", "!-~");

    private TrSet() {}

    /** All characters that a string names, in order. */
    static String expand(String text, boolean complement) {
        String characters = characters(classes(text));
        if (!complement) {
            return characters;
        }
        StringBuilder others = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (characters.indexOf(c) < 0) {
                others.append(c);
            }
        }
        return others.toString();
    }

    private static String classes(String text) {
        String result = text;
        for (Map.Entry<String, String> named : CLASSES.entrySet()) {
            result = result.replace("[:" + named.getKey() + ":]", named.getValue());
        }
        return result;
    }

    private static String characters(String text) {
        StringBuilder all = new StringBuilder();
        int[] at = new int[1];
        while (at[0] < text.length()) {
            char first = one(text, at);
            if (at[0] + 1 < text.length() && text.charAt(at[0]) == '-') {
                at[0]++;
                char last = one(text, at);
                for (char c = first; c <= last; c++) {
                    all.append(c);
                }
            } else {
                all.append(first);
            }
        }
        return all.toString();
    }

    private static char one(String text, int[] at) {
        char c = text.charAt(at[0]++);
        if (c != '\\' || at[0] == text.length()) {
            return c;
        }
        int start = at[0];
        while (at[0] < text.length() && at[0] < start + 3 && "01234567".indexOf(text.charAt(at[0])) >= 0) {
            at[0]++;
        }
        if (at[0] > start) {
            return (char) (Integer.parseInt(text.substring(start, at[0]), 8) & 0xff);
        }
        char escape = text.charAt(at[0]++);
        int known = "abfnrtv".indexOf(escape);
        return known < 0 ? escape : "\007\b\f\n\r\t\013".charAt(known);
    }
}
