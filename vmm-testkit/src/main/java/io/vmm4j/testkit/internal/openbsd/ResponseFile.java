package io.vmm4j.testkit.internal.openbsd;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The answers of an unattended installation: autoinstall(8). Each line is used once. Not thread safe. */
final class ResponseFile {

    private final List<Line> lines = new ArrayList<>();

    private record Line(String key, String answer) {}

    /** Reads a file; a last line that does not end is not read. */
    ResponseFile(String text) {
        int end = text.lastIndexOf('\n');
        for (String line : text.substring(0, end + 1).split("\n", -1)) {
            String stripped = strip(line);
            int equals = stripped.indexOf('=');
            if (equals <= 0 || stripped.startsWith("#")) {
                continue;
            }
            String answer = strip(stripped.substring(equals + 1));
            if (!answer.isEmpty()) {
                lines.add(new Line(strip(stripped.substring(0, equals)), answer));
            }
        }
    }

    private static String strip(String text) {
        return text.replaceAll("^[ \t]+|[ \t]+$", "");
    }

    /** The answer of the first line that matches a question; the line is gone then. */
    Optional<String> take(String question) {
        for (Line line : lines) {
            if (matches(line.key(), question)) {
                lines.remove(line);
                return Optional.of(line.answer());
            }
        }
        return Optional.empty();
    }

    private static boolean matches(String key, String question) {
        String wanted = key.toLowerCase(Locale.ROOT);
        String asked = question.toLowerCase(Locale.ROOT);
        for (int at = asked.indexOf(wanted); at >= 0; at = asked.indexOf(wanted, at + 1)) {
            int after = at + wanted.length();
            boolean begins = at == 0 || asked.charAt(at - 1) == ' ';
            boolean ends = after == asked.length() || asked.charAt(after) == ' ' || asked.charAt(after) == '?';
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }
}
