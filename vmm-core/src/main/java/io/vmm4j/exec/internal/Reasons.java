package io.vmm4j.exec.internal;

import java.time.Duration;
import java.util.Locale;

/** Says causes and durations the way people do. */
public final class Reasons {

    private Reasons() {}

    /** The innermost message of a failure, or the name of its class when it has none. */
    public static String of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** {@code 250 ms}, {@code 1.5 s}, {@code 2 min}. */
    public static String inWords(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis >= 120_000 && millis % 60_000 == 0) {
            return millis / 60_000 + " min";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
