package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.regex.Pattern;

/**
 * A login name that every supported system can have: 1 to 32 of letters a to z, digits, {@code _} and {@code -}, no digit
 * or {@code -} first, and not {@code root}. What a single system refuses beyond that is told by its {@link Installer}.
 *
 * @param value the name
 */
public record UserName(String value) implements Comparable<UserName> {

    private static final String ARGUMENT = "user name";
    private static final Pattern SYNTAX = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
    private static final String ROOT = "root";

    public UserName {
        if (!SYNTAX.matcher(value).matches()) {
            throw InvalidValueException.of(SetupError.USER_SYNTAX, ARGUMENT, value);
        }
        if (value.equals(ROOT)) {
            throw InvalidValueException.of(SetupError.USER_IS_ROOT, ARGUMENT, value);
        }
    }

    /**
     * The name of this text.
     *
     * @throws InvalidValueException if it is none
     */
    public static UserName of(String text) {
        return new UserName(text);
    }

    @Override
    public int compareTo(UserName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
