package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.media.Availability;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.FetchProgress;
import io.vmm4j.media.FetchProgress.Phase;
import io.vmm4j.media.FileName;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.Place;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.media.Trust;
import io.vmm4j.operation.Waiter;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One fetch of one medium. Used by one thread. */
final class Fetching {

    /** How often one place is asked to go on with what it has broken off, as long as something comes each time. */
    private static final int TRIES = 8;

    /** What must stay free on the file system. */
    private static final long RESERVE = 64L << 20;

    private final HostContext context;
    private final HostPath directory;
    private final Medium medium;
    private final Availability availability;
    private final FetchOptions options;
    private final Consumer<FetchProgress> listener;
    private final Way way;
    private final Notes notes = new Notes();

    Fetching(
            HostContext context,
            HostPath directory,
            Medium medium,
            Availability availability,
            FetchOptions options,
            Consumer<FetchProgress> listener) {
        this.context = context;
        this.directory = directory;
        this.medium = medium;
        this.availability = availability;
        this.options = options;
        this.listener = listener;
        this.way =
                new Way(context.executor(), options.source(), context.timeline().deadlineIn(options.limit()));
    }

    StoredMedium fetch() {
        try {
            return fetchInTime();
        } catch (CommandTimeoutException e) {
            if (way.deadline().expired()) {
                throw new MediaException(
                        Problem.of(MediaError.TIMED_OUT)
                                .with("medium", medium.id())
                                .with("timeout", Reasons.inWords(options.limit())),
                        e);
            }
            throw e;
        }
    }

    private StoredMedium fetchInTime() {
        Shelf shelf = look();
        Optional<StoredMedium> stored = shelf.newest(medium).filter(this::isTrusted);
        if (stored.isPresent() && options.reuse() == FetchOptions.Reuse.STORED) {
            return done(stored.get());
        }
        tell(Phase.SUMS, medium.trust().word(), 0);
        Sums.Sum wanted = wanted();
        Download download = new Download(context, directory, medium, wanted, trust(), options, way, this::arrived);
        String file = medium.guest() + "/" + wanted.file();
        for (Place place : medium.places()) {
            Optional<StoredMedium> fetched = from(place, download, file, wanted);
            if (fetched.isPresent()) {
                return done(fetched.get());
            }
        }
        throw notes.failure(medium.id(), medium.guest(), context.target(), availability);
    }

    private Shelf look() {
        return Shelf.look(context, directory).ask(context.executor());
    }

    private boolean isTrusted(StoredMedium stored) {
        if (stored.trust().equals(new Trust.Unverified().word())) {
            return options.acceptsUnverified(medium);
        }
        return !(medium.trust() instanceof Trust.Pinned pinned)
                || pinned.digest().equals(stored.digest());
    }

    private String trust() {
        return options.acceptsUnverified(medium)
                ? new Trust.Unverified().word()
                : medium.trust().word();
    }

    /** An empty digest is none. */
    private Sums.Sum wanted() {
        if (options.acceptsUnverified(medium) && medium.file() instanceof FileName.Exact exact) {
            return new Sums.Sum(exact.name(), DigestAlgorithm.SHA256, "");
        }
        Notes ofSums = new Notes();
        return new Announcement(context.executor(), way, ofSums)
                .of(medium)
                .orElseThrow(() -> ofSums.failure(medium.id(), medium.guest(), context.target(), availability));
    }

    private Optional<StoredMedium> from(Place place, Download download, String file, Sums.Sum wanted) {
        URI url = place.file(wanted.file());
        boolean anew = wanted.digest().isEmpty();
        boolean begunAnew = anew;
        for (int tries = 0; tries < TRIES; tries++) {
            Shelf shelf = waitForOthers(file);
            Optional<StoredMedium> stored = shelf.newest(medium)
                    .filter(this::isTrusted)
                    .filter(one -> wanted.digest().isEmpty() || one.digest().equals(wanted.digest()));
            if (stored.isPresent()) {
                return stored;
            }
            requireRoom(shelf, file);
            Attempt attempt = download.from(url, anew ? 0 : shelf.part(file));
            boolean fresh = attempt.from() == 0;
            switch (attempt.outcome()) {
                case STORED, HELD -> {
                    continue;
                }
                case CORRUPT -> {
                    if (fresh || begunAnew) {
                        notes.add(url, Notes.Fault.MISMATCH, attempt.said());
                        return Optional.empty();
                    }
                    anew = true;
                    begunAnew = true;
                }
                case SHORT -> {
                    anew = !attempt.grew();
                    begunAnew |= anew;
                }
                case FAILED -> {
                    if (attempt.said().contains("No space left on device")) {
                        throw noRoom(attempt.said());
                    }
                    if (!attempt.grew()) {
                        notes.failed(url, attempt.said());
                        return Optional.empty();
                    }
                    anew = wanted.digest().isEmpty();
                }
                case STALLED -> {
                    notes.failed(url, attempt.said());
                    return Optional.empty();
                }
            }
        }
        notes.failed(url, "it broke off " + TRIES + " times");
        return Optional.empty();
    }

    /** Lets whoever is fetching the file finish, and looks what there is then. */
    private Shelf waitForOthers(String file) {
        return Waiter.within(context.timeline(), way.deadline().remaining())
                .until(Problem.of(MediaError.BUSY).with("medium", medium.id()).with("target", context.target()), () -> {
                    Shelf shelf = look();
                    if (!shelf.locked().contains(file)) {
                        return Waiter.Look.found(shelf);
                    }
                    tell(Phase.WAITING, "another program", shelf.part(file));
                    return Waiter.Look.notYet("another program has " + shelf.part(file) + " bytes");
                });
    }

    private void requireRoom(Shelf shelf, String file) {
        long needed = medium.approximateBytes() - shelf.part(file) + RESERVE;
        if (shelf.available() < needed) {
            throw noRoom("about " + (needed >> 20) + "M are needed and " + (shelf.available() >> 20) + "M are free");
        }
    }

    private MediaException noRoom(String reason) {
        return new MediaException(Problem.of(MediaError.NO_SPACE)
                .with("medium", medium.id())
                .with("target", context.target())
                .with("reason", reason));
    }

    private void arrived(URI url, long bytes) {
        tell(Phase.FETCHING, url.toString(), bytes);
    }

    private void tell(Phase phase, String from, long bytes) {
        listener.accept(new FetchProgress(medium.id(), phase, from, bytes, OptionalLong.of(medium.approximateBytes())));
    }

    private StoredMedium done(StoredMedium stored) {
        listener.accept(new FetchProgress(
                medium.id(), Phase.STORED, stored.url().toString(), stored.size(), OptionalLong.of(stored.size())));
        return stored;
    }
}
