package io.vmm4j.exec;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Quoting for sh(1): the one place where the SDK turns words into shell text.
 *
 * <p>OpenBSD's sh is a pdksh; single quotes with {@code '\''} for a quote are read alike by it and by every other sh.
 */
public final class ShellWords {

    private static final String SAFE = "%+,-./:=@_";

    private ShellWords() {}

    /** The word as sh(1) must see it to mean exactly this text: {@code it's} becomes {@code 'it'\''s'}. */
    public static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words quoted and joined by blanks: a simple command. */
    public static String join(Collection<String> words) {
        return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
    }

    /**
     * The word for a person to read: quoted only where sh needs it, on one line, with control characters as {@code \n} or
     * {@code \x1b}. Not meant to be run.
     */
    public static String display(String word) {
        StringBuilder shown = new StringBuilder(word.length() + 2);
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            plain &= Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0;
            if (c == '\n') {
                shown.append("\\n");
            } else if (Character.isISOControl(c)) {
                shown.append(String.format("\\x%02x", (int) c));
            } else {
                shown.append(c);
            }
        }
        return plain ? shown.toString() : quote(shown.toString());
    }
}
