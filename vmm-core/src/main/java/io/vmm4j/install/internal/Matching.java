package io.vmm4j.install.internal;

import java.util.Locale;

/** How OpenBSD's installer finds the line that answers a question. */
public final class Matching {

    private Matching() {}

    /** Whether a line with this key answers this question: it stands there between borders, whatever its case. */
    public static boolean takes(String key, String question) {
        String wanted = key.toLowerCase(Locale.ROOT);
        String text = question.toLowerCase(Locale.ROOT);
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            int end = at + wanted.length();
            boolean starts = at == 0 || text.charAt(at - 1) == ' ';
            boolean ends = end == text.length() || text.charAt(end) == ' ' || text.charAt(end) == '?';
            if (starts && ends) {
                return true;
            }
        }
        return false;
    }
}
