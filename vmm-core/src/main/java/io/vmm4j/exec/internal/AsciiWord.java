package io.vmm4j.exec.internal;

import io.vmm4j.exec.ShellWords;
import java.nio.charset.StandardCharsets;

/** A word for sh(1) in printable ASCII, whatever its bytes. */
final class AsciiWord {

    private AsciiWord() {}

    /**
     * The word's text for the shell. A word with other bytes is made by printf(1) in an assignment that is added to the
     * prelude; a full stop at its end keeps the command substitution from eating final newlines.
     */
    static String encode(String word, String variable, StringBuilder prelude) {
        if (isPrintableAscii(word)) {
            return ShellWords.quote(word);
        }
        String name = "vmm4j_" + variable;
        prelude.append(name).append("=$(printf '");
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            // Some printf(1) take a format that starts with a hyphen for an option.
            appendFormat(prelude, bytes[i] & 0xff, i == 0);
        }
        prelude.append(".');").append(name).append("=${").append(name).append("%.};");
        return "\"$" + name + "\"";
    }

    static boolean isPrintableAscii(String word) {
        return word.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static void appendFormat(StringBuilder format, int b, boolean first) {
        if (b == '%') {
            format.append("%%");
        } else if (b < 0x20 || b >= 0x7f || b == '\\' || b == '\'' || (first && b == '-')) {
            format.append(String.format("\\%03o", b));
        } else {
            format.append((char) b);
        }
    }
}
