package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.List;

/**
 * A built-in.
 *
 * @param kind how the shell treats it
 * @param action what it does
 */
record Builtin(Kind kind, Action action) {

    /** POSIX's classes. */
    enum Kind {
        /** Its failure ends the shell, and assignments before it stay. */
        SPECIAL,
        /** Assignments before it stay. */
        KEEPING,
        ORDINARY
    }

    /** What a built-in does. */
    @FunctionalInterface
    interface Action {

        /**
         * Runs it.
         *
         * @param argv its name first
         * @throws BuiltinFailure if it fails with a message
         */
        int run(Shell shell, List<String> argv) throws IOException;
    }

    boolean isSpecial() {
        return kind == Kind.SPECIAL;
    }

    boolean keepsAssignments() {
        return kind != Kind.ORDINARY;
    }
}
