package io.vmm4j;

import java.time.Duration;
import java.util.Objects;

/**
 * How a VM is stopped. A guest without vmmci(4), which is every stock Linux, cannot be asked: for it every stop is a power cut;
 * shut it down from inside first.
 */
public sealed interface StopPolicy {

    /** What vmd(8) itself allows a guest that was asked to shut down, and a little more. */
    Duration GRACE = Duration.ofSeconds(130);

    /** Asks the guest to shut down and waits for {@link #GRACE}. */
    static StopPolicy graceful() {
        return graceful(GRACE);
    }

    /** Asks the guest to shut down; if it has not within this time, that is an error and the guest goes on. */
    static StopPolicy graceful(Duration grace) {
        return new Graceful(grace);
    }

    /** Asks the guest to shut down, and kills it if it has not within this time. */
    static StopPolicy gracefulThenForce(Duration grace) {
        return new GracefulThenForce(grace);
    }

    /** Kills the guest at once. */
    static StopPolicy force() {
        return new Force();
    }

    /**
     * Ask only.
     *
     * @param grace how long to wait
     */
    record Graceful(Duration grace) implements StopPolicy {

        public Graceful {
            requirePositive(grace);
        }
    }

    /**
     * Ask, then kill.
     *
     * @param grace how long to wait before killing
     */
    record GracefulThenForce(Duration grace) implements StopPolicy {

        public GracefulThenForce {
            requirePositive(grace);
        }
    }

    /** Kill. */
    record Force() implements StopPolicy {}

    private static void requirePositive(Duration grace) {
        Objects.requireNonNull(grace, "grace");
        if (grace.isNegative() || grace.isZero()) {
            throw new IllegalArgumentException("the time to shut down must be positive: " + grace);
        }
    }
}
