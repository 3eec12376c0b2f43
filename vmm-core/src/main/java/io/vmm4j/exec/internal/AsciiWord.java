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
        for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
            appendFormat(prelude, b & 0xff);
        }
        prelude.append(".');").append(name).append("=${").append(name).append("%.};");
        return "\"$" + name + "\"";
    }

    static boolean isPrintableAscii(String word) {
        return word.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    private static void appendFormat(StringBuilder format, int b) {
        if (b == '%') {
            format.append("%%");
        } else if (b < 0x20 || b >= 0x7f || b == '\\' || b == '\'') {
            format.append(String.format("\\%03o", b));
        } else {
            format.append((char) b);
        }
    }
}
