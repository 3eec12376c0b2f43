package io.vmm4j.vmconf.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.ValueError;
import io.vmm4j.vmconf.VmConfError;
import java.nio.charset.StandardCharsets;

/** Strings for vm.conf(5), always in double quotes: bare words may be reserved, or numbers. */
final class Quoting {

    private static final int LONGEST = 8094;

    private Quoting() {}

    /** The value in quotes, which the lexer reads back as it is. */
    static String quote(String argument, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw InvalidValueException.of(ValueError.CONTROL_CHARACTER, argument, value);
        }
        if (value.endsWith("\\")) {
            throw InvalidValueException.of(VmConfError.VALUE_ENDS_WITH_BACKSLASH, argument, value);
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new InvalidValueException(InvalidValueException.problem(VmConfError.VALUE_TOO_LONG, argument, value)
                    .with("limit", LONGEST));
        }
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean escaped = c == '"' || (c == ' ' && i > 0 && value.charAt(i - 1) == '\\');
            quoted.append(escaped ? "\\" : "").append(c);
        }
        return quoted.append('"').toString();
    }
}
