package io.vmm4j.vmctl;

import java.util.Locale;

/**
 * The subcommands of vmctl(8) whose options can be asked for without any effect. The others take a bad option for an operand:
 * {@code vmctl load -Z} loads a file of that name.
 */
public enum ProbedCommand {
    CREATE,
    START,
    STATUS,
    STOP;

    /** As vmctl(8) writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
