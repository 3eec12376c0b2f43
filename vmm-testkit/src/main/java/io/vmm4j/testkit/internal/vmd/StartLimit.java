package io.vmm4j.testkit.internal.vmd;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps a VM from restarting in a loop: after three starts, each less than six seconds after the one before, the next is refused. */
final class StartLimit {

    private static final Duration QUICK = Duration.ofSeconds(6);
    private static final int MAX_QUICK_STARTS = 3;

    private Optional<Instant> lastStart = Optional.empty();
    private int quickStarts;

    /** Whether it may start now; if so, this counts as a start. */
    boolean allows(Instant now) {
        if (lastStart.isPresent()) {
            boolean quick = Duration.between(lastStart.get(), now).compareTo(QUICK) < 0;
            quickStarts = quick ? quickStarts + 1 : 0;
            if (quickStarts >= MAX_QUICK_STARTS) {
                return false;
            }
        }
        lastStart = Optional.of(now);
        return true;
    }
}
