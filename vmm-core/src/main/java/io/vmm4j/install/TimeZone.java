package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * The time zone of a guest, by its name in the tz database: {@code UTC}, {@code Europe/Amsterdam}. It must be one that this
 * Java knows, as guests have the same database; an area alone, as {@code Europe}, is none.
 *
 * @param value the name
 */
public record TimeZone(String value) {

    private static final String ARGUMENT = "time zone";
    private static final Pattern ONLY_IN_JAVA = Pattern.compile("SystemV/.*");

    /** Universal time. */
    public static final TimeZone UTC = new TimeZone("UTC");

    public TimeZone {
        if (!ZoneId.getAvailableZoneIds().contains(value)
                || ONLY_IN_JAVA.matcher(value).matches()) {
            throw InvalidValueException.of(SetupError.TIME_ZONE_UNKNOWN, ARGUMENT, value);
        }
    }

    /**
     * The zone of this name.
     *
     * @throws InvalidValueException if there is none
     */
    public static TimeZone of(String text) {
        return new TimeZone(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
