package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;
import java.util.List;

/** A program that takes options as getopt(3) does and prints its usage when it does not understand. */
public final class Utility implements Program {

    private final String letters;
    private final List<String> usage;
    private final int usageStatus;
    private final Body body;

    /** What the program does. */
    @FunctionalInterface
    public interface Body {

        /**
         * Runs with options that were understood.
         *
         * @throws UsageError if they do not fit together
         */
        int run(SimProcess process, Arguments arguments) throws IOException;
    }

    private Utility(String letters, List<String> usage, int usageStatus, Body body) {
        this.letters = letters;
        this.usage = usage;
        this.usageStatus = usageStatus;
        this.body = body;
    }

    /**
     * A program.
     *
     * @param letters its options, each followed by a colon if it takes an argument
     * @param usage the lines of its usage message
     */
    public static Utility of(String letters, List<String> usage, Body body) {
        return new Utility(letters, usage, 1, body);
    }

    /** The same program with another exit status for bad usage. */
    public Utility withUsageStatus(int status) {
        return new Utility(letters, usage, status, body);
    }

    @Override
    public int run(SimProcess process) throws IOException {
        try {
            return body.run(process, Arguments.parse(process.arguments(), letters));
        } catch (UsageError e) {
            if (!e.complaint().isEmpty()) {
                process.warn(e.complaint());
            }
            for (String line : usage) {
                process.complain(line + "\n");
            }
            return usageStatus;
        }
    }
}
