package io.vmm4j.event;

import java.time.Instant;
import java.util.Objects;

/**
 * Something that happened on a host, as one consumer is told of it. Immutable.
 *
 * @param host the host, as its executor names it
 * @param time when it was seen, which is up to one interval after it happened
 * @param sequence its number among those that this consumer is told of: one more than that of the event before, from 1
 * @param what what happened
 */
public record HostEvent(String host, Instant time, long sequence, Occurrence what) {

    public HostEvent {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(what, "what");
        if (sequence < 1) {
            throw new IllegalArgumentException("events are numbered from 1: " + sequence);
        }
    }

    /** What kind of event it is. */
    public EventType type() {
        return what.type();
    }
}
