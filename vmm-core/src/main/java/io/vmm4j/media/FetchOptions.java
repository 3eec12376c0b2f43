package io.vmm4j.media;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** How media are fetched. Immutable; thread safe if its listener is. */
public final class FetchOptions {

    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final FetchOptions DEFAULTS =
            new FetchOptions(LIMIT, PATIENCE, Reuse.STORED, Optional.empty(), Set.of(), progress -> {});

    /** What is taken if there is one already. */
    public enum Reuse {
        /** What was fetched at any time. */
        STORED,
        /** Only what has the digest that is published now: for images that are rebuilt under the same name. */
        IF_CURRENT
    }

    private final Duration limit;
    private final Duration patience;
    private final Reuse reuse;
    private final Optional<MediaSource> source;
    private final Set<String> unverified;
    private final Consumer<FetchProgress> listener;

    private FetchOptions(
            Duration limit,
            Duration patience,
            Reuse reuse,
            Optional<MediaSource> source,
            Set<String> unverified,
            Consumer<FetchProgress> listener) {
        this.limit = limit;
        this.patience = patience;
        this.reuse = reuse;
        this.source = source;
        this.unverified = Set.copyOf(unverified);
        this.listener = listener;
    }

    /**
     * Fetched by the host with ftp(1), all in two hours at most; a mirror that sends nothing for a minute is passed over; what is
     * stored is used; nothing unverified is.
     */
    public static FetchOptions defaults() {
        return DEFAULTS;
    }

    /** The same with another limit on all of it. */
    public FetchOptions within(Duration duration) {
        return new FetchOptions(positive(duration), patience, reuse, source, unverified, listener);
    }

    /** The same with another time for which a mirror may send nothing, in whole seconds. */
    public FetchOptions passingOverAfter(Duration silence) {
        return new FetchOptions(limit, positive(silence), reuse, source, unverified, listener);
    }

    /** The same with another rule for what is stored already. */
    public FetchOptions reusing(Reuse rule) {
        return new FetchOptions(limit, patience, Objects.requireNonNull(rule, "rule"), source, unverified, listener);
    }

    /** The same, fetched by this program and streamed to the host, which needs no way out. */
    public FetchOptions throughProgram(MediaSource by) {
        return new FetchOptions(limit, patience, reuse, Optional.of(by), unverified, listener);
    }

    /**
     * The same, and this one medium is taken as it comes: nothing is checked, and whoever is between the host and the mirror
     * decides what the guest becomes.
     *
     * @param medium guest and name: {@code mine/image}
     */
    public FetchOptions acceptingUnverified(String medium) {
        Set<String> more = new HashSet<>(unverified);
        more.add(Objects.requireNonNull(medium, "medium"));
        return new FetchOptions(limit, patience, reuse, source, more, listener);
    }

    /** The same, telling how far it has come, about twice a second while anything comes. A listener that throws is told no more. */
    public FetchOptions telling(Consumer<FetchProgress> to) {
        return new FetchOptions(limit, patience, reuse, source, unverified, Objects.requireNonNull(to, "listener"));
    }

    private static Duration positive(Duration duration) {
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException("at least a second: " + duration);
        }
        return duration;
    }

    /** How long all of it may take. */
    public Duration limit() {
        return limit;
    }

    /** How long a mirror may send nothing. */
    public Duration patience() {
        return patience;
    }

    /** What is taken if there is one already. */
    public Reuse reuse() {
        return reuse;
    }

    /** What fetches in this program; the host does if empty. */
    public Optional<MediaSource> source() {
        return source;
    }

    /** Whether a medium is taken as it comes. */
    public boolean acceptsUnverified(Medium medium) {
        return unverified.contains(medium.id());
    }

    /** Who is told. */
    public Consumer<FetchProgress> listener() {
        return listener;
    }
}
