package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import java.nio.charset.StandardCharsets;

/** The checks that every text of a setup must pass. */
final class Checks {

    private Checks() {}

    /** Not empty, one line without control characters, no blank at either end, at most so many bytes of UTF-8. */
    static String line(String argument, String text, int limit) {
        if (text.isEmpty()) {
            throw InvalidValueException.of(ValueError.EMPTY, argument, text);
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029')
                || !text.strip().equals(text)) {
            throw InvalidValueException.of(ValueError.CONTROL_CHARACTER, argument, text);
        }
        return encodable(argument, text, limit);
    }

    /** Text that has a UTF-8 form, of at most so many bytes. */
    static String encodable(String argument, String text, int limit) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw InvalidValueException.of(ValueError.NOT_UTF_8, argument, text);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw new InvalidValueException(InvalidValueException.problem(ValueError.TOO_LONG, argument, text)
                    .with("limit", limit));
        }
        return text;
    }
}
