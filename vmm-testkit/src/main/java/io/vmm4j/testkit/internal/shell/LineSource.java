package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.Optional;

/** Where a script comes from, a line at a time, so that commands can read what follows them. */
@FunctionalInterface
interface LineSource {

    /** The next line with its newline, which the last one may lack; empty at the end. */
    Optional<String> next() throws IOException;

    /** A script that is there at once. */
    static LineSource of(String script) {
        int[] at = new int[1];
        return () -> {
            if (at[0] >= script.length()) {
                return Optional.empty();
            }
            int end = script.indexOf('\n', at[0]);
            int next = end < 0 ? script.length() : end + 1;
            String line = script.substring(at[0], next);
            at[0] = next;
            return Optional.of(line);
        };
    }
}
