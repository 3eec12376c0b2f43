package io.vmm4j.vmctl;

import java.util.Locale;

/** How much vmd(8) logs to syslog. */
public enum LogLevel {
    /** The usual. */
    BRIEF,
    /** With debug messages. */
    VERBOSE;

    /** As vmctl(8) writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
