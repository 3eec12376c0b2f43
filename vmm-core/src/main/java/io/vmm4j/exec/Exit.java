package io.vmm4j.exec;

import java.time.Duration;
import java.util.Optional;

/**
 * How a command ended.
 *
 * @param status the exit status, 0 to 255; {@code 128 + N} for a command that signal N ended, as sh(1) reports it
 * @param signal the name of the signal that ended it, without {@code SIG}, where the transport can tell; empty does not mean
 *     that there was none
 * @param elapsed from the moment the executor was asked to the moment the end was known
 */
public record Exit(int status, Optional<String> signal, Duration elapsed) {

    /** An end by exit(3). */
    public static Exit of(int status, Duration elapsed) {
        return new Exit(status, Optional.empty(), elapsed);
    }

    @Override
    public String toString() {
        return "exit " + status + signal.map(name -> " (SIG" + name + ")").orElse("") + " after " + elapsed.toMillis()
                + " ms";
    }
}
