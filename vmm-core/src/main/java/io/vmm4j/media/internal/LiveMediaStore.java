package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.media.Availability;
import io.vmm4j.media.CatalogEntry;
import io.vmm4j.media.FetchOptions;
import io.vmm4j.media.GuestCatalog;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.Medium;
import io.vmm4j.media.Place;
import io.vmm4j.media.StoredMedium;
import io.vmm4j.media.Trust;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The media of a host that is asked anew by every call. */
public final class LiveMediaStore implements MediaStore {

    private static final HostPath DIRECTORY = HostPath.of("/var/vmm/media");

    /** By sh(1), as all that is done here, so that one rule of doas.conf(5) is enough. $1 program, $2 file. */
    private static final String DIGEST = "exec \"$1\" -q \"$2\"";

    private static final Duration VERIFYING = Duration.ofMinutes(30);
    private static final Duration REMOVING = Duration.ofMinutes(1);

    private final HostContext context;
    private final InFlight inFlight;
    private final HostPath directory;
    private final GuestCatalog catalog;

    private LiveMediaStore(HostContext context, InFlight inFlight, HostPath directory, GuestCatalog catalog) {
        this.context = context;
        this.inFlight = inFlight;
        this.directory = directory;
        this.catalog = catalog;
    }

    /** The usual directory with the built-in catalogue. */
    public static MediaStore of(HostContext context, InFlight inFlight) {
        return new LiveMediaStore(context, inFlight, DIRECTORY, GuestCatalog.builtIn());
    }

    @Override
    public HostPath directory() {
        return directory;
    }

    @Override
    public GuestCatalog catalog() {
        return catalog;
    }

    @Override
    public MediaStore withCatalog(GuestCatalog other) {
        return new LiveMediaStore(context, inFlight, directory, other);
    }

    @Override
    public MediaStore in(HostPath other) {
        return new LiveMediaStore(context, inFlight, other, catalog);
    }

    @Override
    public List<StoredMedium> list() {
        return Shelf.look(context, directory).ask(context.executor()).media();
    }

    /** What makes two fetches the same. */
    private record Key(HostPath directory, Medium medium, FetchOptions.Reuse reuse, boolean unverified) {}

    @Override
    public StoredMedium fetch(Medium medium, FetchOptions options) {
        Key key = new Key(directory, medium, options.reuse(), options.acceptsUnverified(medium));
        return inFlight.join(
                key,
                medium,
                context.target(),
                options,
                listener -> new Fetching(context, directory, medium, availability(medium), options, listener).fetch());
    }

    private Availability availability(Medium medium) {
        return catalog.entries().stream()
                .filter(entry -> entry.id().equals(medium.guest()))
                .findFirst()
                .map(CatalogEntry::availability)
                .orElse(Availability.RELEASED);
    }

    @Override
    public boolean verify(StoredMedium medium) {
        Command command = Command.read(
                        "sh",
                        "-c",
                        DIGEST,
                        "sh",
                        medium.algorithm().toString(),
                        medium.path().value())
                .withPrivilege(context.privilege())
                .withTimeout(VERIFYING);
        return new Query<>(command, answer -> digest(medium, answer).equals(medium.digest())).ask(context.executor());
    }

    private static String digest(StoredMedium medium, Answer answer) {
        if (answer.result().succeeded()) {
            return answer.result().stdout().strip();
        }
        boolean gone = answer.result().stderr().contains("No such file");
        throw new MediaException(Problem.of(gone ? MediaError.NOT_STORED : MediaError.STORE_FAILED)
                .with("medium", medium.medium())
                .with("path", medium.path())
                .with("target", answer.target())
                .with("reason", answer.result().stderr().strip()));
    }

    @Override
    public void remove(StoredMedium medium) {
        HostPath parent = medium.path().parent().orElseThrow();
        Command command = Command.idempotent(
                        "sh",
                        "-c",
                        MediaScripts.REMOVE,
                        "sh",
                        parent.value(),
                        medium.path().fileName(),
                        Long.toString(REMOVING.toSeconds()))
                .withPrivilege(context.privilege());
        new Query<>(command, answer -> removed(medium, answer)).ask(context.executor());
    }

    private static boolean removed(StoredMedium medium, Answer answer) {
        if (answer.result().succeeded()) {
            return true;
        }
        boolean held = answer.result().exitStatus() == MediaScripts.HELD;
        throw new MediaException(Problem.of(held ? MediaError.BUSY : MediaError.STORE_FAILED)
                .with("medium", medium.medium())
                .with("path", medium.path())
                .with("target", answer.target())
                .with("timeout", "a moment")
                .with("seen", "its lock is held")
                .with("reason", answer.result().stderr().strip()));
    }

    @Override
    public boolean isReleased(CatalogEntry entry, FetchOptions options) {
        if (entry.availability() == Availability.RELEASED || entry.media().isEmpty()) {
            return entry.availability() == Availability.RELEASED;
        }
        Notes notes = new Notes();
        Way way =
                new Way(context.executor(), options.source(), context.timeline().deadlineIn(options.limit()));
        boolean exist = entry.media().stream().allMatch(medium -> exists(medium, way, notes));
        if (!exist && !notes.onlyMissing()) {
            throw notes.failure(entry.media().get(0).id(), entry.id(), context.target(), entry.availability());
        }
        return exist;
    }

    /** Its digests are in the list. Whether that list is genuine is asked when it is used. */
    private static boolean exists(Medium medium, Way way, Notes notes) {
        if (medium.trust() instanceof Trust.Signed signed) {
            for (Place place : medium.places()) {
                Optional<String> list = way.text(place.file(signed.sums()), notes);
                if (list.isPresent()) {
                    return list.get().contains("(" + medium.file() + ")");
                }
            }
        }
        return false;
    }
}
