package io.vmm4j.install;

import io.vmm4j.VmmHost;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.MediaStore;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where guests are installed, and with what patience. Immutable; thread safe.
 *
 * <p>Unless said otherwise media come from the host's own store as its catalogue says, an installation may take an hour, and it is
 * enough that an SSH server answers in the guest within five minutes of its first boot.
 *
 * @param host the host
 * @param media where media are kept
 * @param fetching how those that are missing are fetched
 * @param patience how long the installer itself may take
 * @param answering how long the new guest may take until it answers
 * @param connector who logs in to the new guest, so that its host key is known and pinned; nobody if empty
 */
public record InstallSite(
        VmmHost host,
        MediaStore media,
        FetchOptions fetching,
        Duration patience,
        Duration answering,
        Optional<GuestConnector> connector) {

    private static final Duration PATIENCE = Duration.ofHours(1);
    private static final Duration ANSWERING = Duration.ofMinutes(5);

    public InstallSite {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(media, "media");
        Objects.requireNonNull(fetching, "fetching");
        Objects.requireNonNull(connector, "connector");
        requirePositive(patience);
        requirePositive(answering);
    }

    /** A host, with every default. */
    public static InstallSite on(VmmHost host) {
        return new InstallSite(host, host.media(), FetchOptions.defaults(), PATIENCE, ANSWERING, Optional.empty());
    }

    /** The same with media from another store, or by another catalogue. */
    public InstallSite withMedia(MediaStore store) {
        return new InstallSite(host, store, fetching, patience, answering, connector);
    }

    /** The same with another way to fetch media. */
    public InstallSite fetching(FetchOptions options) {
        return new InstallSite(host, media, options, patience, answering, connector);
    }

    /** The same with another limit on the installer itself. */
    public InstallSite within(Duration longest) {
        return new InstallSite(host, media, fetching, longest, answering, connector);
    }

    /** The same with another limit on the time until the new guest answers. */
    public InstallSite answeringWithin(Duration longest) {
        return new InstallSite(host, media, fetching, patience, longest, connector);
    }

    /** The same, and the guest is logged in to in the end; the host key that it shows then is pinned to the VM. */
    public InstallSite loggingIn(GuestConnector by) {
        return new InstallSite(host, media, fetching, patience, answering, Optional.of(by));
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("must be positive: " + duration);
        }
    }
}
