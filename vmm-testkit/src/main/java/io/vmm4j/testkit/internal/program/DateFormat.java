package io.vmm4j.testkit.internal.program;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** strftime(3) in UTC and the C locale. */
final class DateFormat {

    /** What date(1) prints by itself. */
    static final String DEFAULT = "%a %b %e %H:%M:%S %Z %Y";

    private DateFormat() {}

    /**
     * Formats a moment.
     *
     * @throws UsageError for a conversion that is not simulated
     */
    static String format(Instant moment, String format) {
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%' && i + 1 < format.length()) {
                text.append(convert(moment, time, format.charAt(++i)));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String convert(Instant moment, LocalDateTime time, char conversion) {
        return switch (conversion) {
            case 'Y' -> java(time, "yyyy");
            case 'y' -> java(time, "yy");
            case 'm' -> java(time, "MM");
            case 'd' -> java(time, "dd");
            case 'e' -> String.format("%2d", time.getDayOfMonth());
            case 'H' -> java(time, "HH");
            case 'M' -> java(time, "mm");
            case 'S' -> java(time, "ss");
            case 'a' -> java(time, "EEE");
            case 'A' -> java(time, "EEEE");
            case 'b', 'h' -> java(time, "MMM");
            case 'B' -> java(time, "MMMM");
            case 'j' -> java(time, "DDD");
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'T' -> java(time, "HH:mm:ss");
            case 'R' -> java(time, "HH:mm");
            case 'F' -> java(time, "yyyy-MM-dd");
            case 'D' -> java(time, "MM/dd/yy");
            case 'c' -> format(moment, "%a %b %e %H:%M:%S %Y");
            case 's' -> Long.toString(moment.getEpochSecond());
            case 'Z' -> "UTC";
            case 'z' -> "+0000";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> throw new UsageError("%" + conversion + " is not simulated");
        };
    }

    private static String java(LocalDateTime time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }
}
