package io.vmm4j.operation;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.operation.Leftover.Kind;
import io.vmm4j.operation.internal.ReservationFiles;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What operations have reserved for themselves on one host, so that no two of them, of one program or of several, take the same name,
 * address or file: a file each on the host, in {@code /var/db/vmm4j/reservations}. Immutable; thread safe.
 *
 * <p>A reservation lasts as long as its operation may go on at the most ({@link Run#longest}), by the host's clock, so that one of
 * a program that has died ends by itself. A program that carries on with the operation has it back first; if it has run out and
 * somebody else has had it meanwhile, the operation touches nothing any more.
 */
public final class HostReservations {

    private static final String DIRECTORY = "/var/db/vmm4j/reservations";

    private final ReservationFiles files;

    private HostReservations(ReservationFiles files) {
        this.files = files;
    }

    /** The reservations of a host, which need root. */
    public static HostReservations on(CommandExecutor executor) {
        return in(executor, DIRECTORY);
    }

    /** The reservations in another directory of a host. */
    public static HostReservations in(CommandExecutor executor, String directory) {
        return new HostReservations(new ReservationFiles(
                Objects.requireNonNull(executor, "executor"), Objects.requireNonNull(directory, "directory")));
    }

    /**
     * A step that reserves all of these, or fails with {@link OperationError#RESERVED}; released when the operation is over. One round
     * trip.
     *
     * @param wanted what is reserved; the same each time it is asked for, by what earlier steps handed on
     */
    public Step<List<Resource>> step(String name, Function<Run, List<Resource>> wanted) {
        return Step.named(name, Kept.list(kept()))
                .temporary()
                .doneIf(run -> Optional.of(wanted.apply(run)).filter(all -> files.hold(run, all)))
                .heldIf(files::hold)
                .undoneBy(
                        (run, made) -> files.release(run, made.orElseGet(() -> wanted.apply(run))),
                        (run, made) -> leftovers(made.orElseGet(() -> wanted.apply(run))))
                .does(run -> {
                    List<Resource> all = wanted.apply(run);
                    files.takeAll(run, all);
                    return all;
                });
    }

    /**
     * A step that reserves the first of these that is free, and hands it on; released when the operation is over. One round trip.
     *
     * @param candidates what may be reserved; the same each time they are asked for, by what earlier steps handed on
     */
    public Step<Resource> firstFree(String name, Function<Run, List<Resource>> candidates) {
        return Step.named(name, kept())
                .temporary()
                .doneIf(run -> files.held(run, candidates.apply(run)))
                .heldIf((run, one) -> files.hold(run, List.of(one)))
                .undoneBy(
                        (run, made) -> files.release(run, made.map(List::of).orElseGet(() -> candidates.apply(run))),
                        (run, made) -> leftovers(made.map(List::of).orElse(List.of())))
                .does(run -> files.takeFirst(run, candidates.apply(run)));
    }

    private List<Leftover> leftovers(List<Resource> resources) {
        return resources.stream()
                .map(one -> Leftover.of(Kind.RESERVATION, one.toString(), "rm", "-f", files.path(one)))
                .toList();
    }

    private static Kept<Resource> kept() {
        return Kept.text(Resource.class, Resource::parse);
    }
}
