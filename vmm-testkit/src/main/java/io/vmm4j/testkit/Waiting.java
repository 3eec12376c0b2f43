package io.vmm4j.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How somebody waits on a {@link VirtualTimeline}.
 *
 * @param limit how long at most; empty for as long as it takes
 * @param movesTime whether a virtual timeline may jump for this one's sake; a background job waits without moving time. Asked
 *     with the timeline's lock held
 * @param onOutsider whether what is waited for can come from outside the simulation, so that it is given a moment
 */
public record Waiting(Optional<Duration> limit, BooleanSupplier movesTime, boolean onOutsider) {

    /** A wait of this length that moves time. */
    public static Waiting upTo(Duration limit) {
        return new Waiting(Optional.of(limit), () -> true, false);
    }

    /** A wait without limit that moves time as long as anything is scheduled. */
    public static Waiting unlimited() {
        return new Waiting(Optional.empty(), () -> true, false);
    }

    /** The same wait for somebody who takes time as it comes. */
    public Waiting inBackground() {
        return movingTimeIf(() -> false);
    }

    /** The same wait for somebody who moves time only while this holds. */
    public Waiting movingTimeIf(BooleanSupplier attended) {
        return new Waiting(limit, attended, onOutsider);
    }

    /** The same wait for something that may come from outside the simulation. */
    public Waiting forOutsider() {
        return new Waiting(limit, movesTime, true);
    }
}
