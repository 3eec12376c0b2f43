package io.vmm4j.event;

import io.vmm4j.event.internal.Replay;
import java.time.Instant;
import java.util.Objects;

/**
 * How far a consumer has got, to be stored with what it made of the events, so that it can go on from there after it was away.
 * Immutable.
 *
 * @param snapshot what its events so far amount to
 * @param time when that was so
 * @param sequence the number of the last event; 0 if there was none
 */
public record Bookmark(HostSnapshot snapshot, Instant time, long sequence) {

    /** Where a new consumer begins. */
    public static final Bookmark START = new Bookmark(HostSnapshot.NONE, Instant.EPOCH, 0);

    public Bookmark {
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(time, "time");
        if (sequence < 0) {
            throw new IllegalArgumentException("events are numbered from 1: " + sequence);
        }
    }

    /**
     * The place behind these events, which must be the next ones.
     *
     * @throws IllegalArgumentException if one is missing
     */
    public Bookmark after(Iterable<HostEvent> events) {
        Replay replay = new Replay(snapshot);
        Instant last = time;
        long number = sequence;
        for (HostEvent event : events) {
            if (event.sequence() != number + 1) {
                throw new IllegalArgumentException("event " + event.sequence() + " does not follow event " + number);
            }
            replay.apply(event.what());
            last = event.time();
            number++;
        }
        return new Bookmark(replay.snapshot(), last, number);
    }
}
