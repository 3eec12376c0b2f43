package io.vmm4j.event.internal;

import io.vmm4j.error.Failure;
import io.vmm4j.error.VmmException;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.Look;
import io.vmm4j.event.Occurrence;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at a host again and again, and tells what happened in between. For one thread. */
public final class Poller {

    private final Look look;
    private final Timeline timeline;
    private final Rhythm rhythm;
    private HostSnapshot last = HostSnapshot.NONE;
    private Optional<Seen> seen = Optional.empty();
    private int failures;
    private Optional<Occurrence.PollingFailed> trouble = Optional.empty();

    /** A poller that has not looked yet. */
    public Poller(Look look, Timeline timeline, Rhythm rhythm) {
        this.look = look;
        this.timeline = timeline;
        this.rhythm = rhythm;
    }

    /** When the last look succeeded, by both clocks: one of them stands still while a machine sleeps, the other may jump. */
    private record Seen(Instant time, long nanos) {

        Duration until(Instant now, long nowNanos) {
            Duration measured = Duration.ofNanos(nowNanos - nanos);
            Duration byClock = Duration.between(time, now);
            return byClock.compareTo(measured) > 0 ? byClock : measured;
        }
    }

    /**
     * What came of one look.
     *
     * @param time when
     * @param before what was known before
     * @param what what happened
     * @param snapshot what is known now
     * @param trouble why the host cannot be looked at, if it cannot
     * @param pause how long to wait before the next look
     */
    public record Step(
            Instant time,
            HostSnapshot before,
            List<Occurrence> what,
            HostSnapshot snapshot,
            Optional<Occurrence> trouble,
            Duration pause) {

        public Step {
            what = List.copyOf(what);
        }

        /** Whether any look has succeeded so far. */
        boolean looked() {
            return snapshot.vmd() != HostSnapshot.Vmd.NOT_ASKED;
        }

        /** The same for somebody who knows nothing yet. */
        public Step fromNothing() {
            List<Occurrence> all = new ArrayList<>(trouble.stream().toList());
            if (looked()) {
                all.addAll(HostSnapshot.difference(HostSnapshot.NONE, snapshot));
            }
            return new Step(time, HostSnapshot.NONE, all, snapshot, trouble, pause);
        }
    }

    /** Looks once. */
    public Step step() {
        HostSnapshot before = last;
        try {
            last = look.at(before);
        } catch (VmmException e) {
            return failed(Failure.of(e));
        }
        Instant time = timeline.now();
        long nanos = timeline.nanoTime();
        List<Occurrence> what = new ArrayList<>();
        seen.flatMap(earlier -> gap(earlier, time, nanos)).ifPresent(what::add);
        what.addAll(HostSnapshot.difference(before, last));
        seen = Optional.of(new Seen(time, nanos));
        failures = 0;
        trouble = Optional.empty();
        return new Step(time, before, what, last, Optional.empty(), rhythm.interval());
    }

    private Optional<Occurrence> gap(Seen before, Instant time, long nanos) {
        if (failures == 0 && before.until(time, nanos).compareTo(rhythm.patience()) <= 0) {
            return Optional.empty();
        }
        Occurrence.Gap.Reason reason =
                failures > 0 ? Occurrence.Gap.Reason.POLLING_FAILED : Occurrence.Gap.Reason.POLLING_DELAYED;
        return Optional.of(new Occurrence.Gap(before.time(), time, reason, 0));
    }

    private Step failed(Failure failure) {
        failures++;
        Duration pause = rhythm.pauseAfter(failures);
        Instant time = timeline.now();
        boolean news = trouble.filter(known -> known.error().code().equals(failure.code()))
                .isEmpty();
        Occurrence.PollingFailed failed = new Occurrence.PollingFailed(failure, time.plus(pause));
        trouble = Optional.of(failed);
        List<Occurrence> what = news ? List.of(failed) : List.of();
        return new Step(time, last, what, last, Optional.of(failed), pause);
    }
}
