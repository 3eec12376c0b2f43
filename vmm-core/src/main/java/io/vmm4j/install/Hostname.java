package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a guest, short or with its domain: labels of letters, digits and inner hyphens (RFC 1123), kept in lower
 * case. hostname(7).
 *
 * @param value the name
 */
public record Hostname(String value) implements Comparable<Hostname> {

    private static final String ARGUMENT = "host name";
    private static final int MAX_LENGTH = 253;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern SYNTAX = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
    private static final Pattern LAST_IS_NUMBER = Pattern.compile("(?:.*\\.)?[0-9]+");

    public Hostname {
        value = value.toLowerCase(Locale.ROOT);
        if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
            throw InvalidValueException.of(SetupError.HOSTNAME_SYNTAX, ARGUMENT, value);
        }
        if (LAST_IS_NUMBER.matcher(value).matches()) {
            throw InvalidValueException.of(SetupError.HOSTNAME_NUMERIC, ARGUMENT, value);
        }
    }

    /**
     * The name of this text.
     *
     * @throws InvalidValueException if no guest can be called so
     */
    public static Hostname of(String text) {
        return new Hostname(text);
    }

    /** The part before the first dot. */
    public String shortName() {
        int dot = value.indexOf('.');
        return dot < 0 ? value : value.substring(0, dot);
    }

    /** The part after the first dot, if there is one. */
    public Optional<String> domain() {
        int dot = value.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(value.substring(dot + 1));
    }

    @Override
    public int compareTo(Hostname other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
