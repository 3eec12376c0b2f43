package io.vmm4j;

import java.nio.charset.StandardCharsets;

/** The checks that every text must pass that is written into an argument or a line of the host's. */
final class Texts {

    private Texts() {}

    /** Not empty, no control characters, and at most so many bytes of UTF-8. */
    static String require(String argument, String text, int limit) {
        if (text.isEmpty()) {
            throw InvalidValueException.of(ValueError.EMPTY, argument, text);
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.of(ValueError.CONTROL_CHARACTER, argument, text);
        }
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
