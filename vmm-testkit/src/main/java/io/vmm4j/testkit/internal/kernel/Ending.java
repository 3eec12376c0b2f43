package io.vmm4j.testkit.internal.kernel;

import java.util.Optional;

/**
 * How a process ended.
 *
 * @param status what it passed to exit(3); 0 if a signal ended it
 * @param signal the signal that ended it
 */
public record Ending(int status, Optional<Sig> signal) {

    /** An end by exit(3). */
    public static Ending exit(int status) {
        return new Ending(status & 0xff, Optional.empty());
    }

    /** An end by a signal. */
    public static Ending by(Sig signal) {
        return new Ending(0, Optional.of(signal));
    }

    /** The exit status as sh(1) has it: {@code 128 + N} for signal N. */
    public int shellStatus() {
        return signal.map(sig -> 128 + sig.number()).orElse(status);
    }
}
