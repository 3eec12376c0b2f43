package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answers that OpenBSD's installer reads, in the order it looks through them. autoinstall(8).
 *
 * @param lines the answers
 */
public record ResponseFile(List<Line> lines) {

    public ResponseFile {
        lines = List.copyOf(lines);
    }

    /**
     * One answer.
     *
     * @param key a part of the question: it must stand between its start, blanks, {@code ?} and its end
     * @param value the answer
     */
    public record Line(String key, String value) {

        private static final int MAX_BYTES = 8192;

        public Line {
            requireExpressible("question", key);
            requireExpressible("answer", value);
            if (key.indexOf('=') >= 0 || key.startsWith("#") || key.startsWith("\ufeff")) {
                throw refused("question", key, "it holds '=', or starts with '#' or a byte order mark");
            }
        }

        private static void requireExpressible(String argument, String text) {
            if (text.isEmpty()) {
                throw InvalidValueException.of(ValueError.EMPTY, argument, text);
            }
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw refused(argument, text, "it holds a control character");
            }
            // The installer strips these two alone; other Unicode blanks are kept as any character is.
            if (text.startsWith(" ") || text.endsWith(" ")) {
                throw refused(argument, text, "blanks at its ends would be stripped");
            }
            Checks.encodable(argument, text, MAX_BYTES);
        }

        private static InvalidValueException refused(String argument, String value, String reason) {
            return new InvalidValueException(InvalidValueException.problem(SetupError.NOT_EXPRESSIBLE, argument, value)
                    .with("system", "a response file")
                    .with("reason", reason));
        }

        /** Whether the answer is a password, a passphrase or a hash. */
        public boolean secret() {
            String question = key.toLowerCase(Locale.ROOT);
            return question.contains("password") || question.contains("passphrase");
        }

        @Override
        public String toString() {
            return key + " = " + (secret() ? "********" : value);
        }
    }

    /** These answers. */
    public static ResponseFile of(List<Line> lines) {
        return new ResponseFile(lines);
    }

    /**
     * Reads a file as the installer does: what is no answer there is none here, and a last line without a newline is lost.
     *
     * @throws InvalidValueException if an answer would not be what its line looks like, as in a file with CRLF
     */
    public static ResponseFile parse(String text) {
        List<Line> lines = new ArrayList<>();
        int end = text.lastIndexOf('\n');
        for (String raw : (end < 0 ? "" : text.substring(0, end)).split("\n", -1)) {
            String line = strip(raw);
            int equals = line.indexOf('=');
            if (equals <= 0 || line.startsWith("#")) {
                continue;
            }
            String key = strip(line.substring(0, equals));
            String value = strip(line.substring(equals + 1));
            if (!key.isEmpty() && !value.isEmpty()) {
                lines.add(new Line(key, value));
            }
        }
        return new ResponseFile(lines);
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** The file: one answer a line, each ended by a newline. */
    public String text() {
        return lines.stream()
                .map(line -> line.key() + " = " + line.value() + "\n")
                .collect(Collectors.joining());
    }
}
