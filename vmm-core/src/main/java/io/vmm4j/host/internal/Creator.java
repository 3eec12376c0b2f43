package io.vmm4j.host.internal;

import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.host.internal.disk.CloneNotes;
import io.vmm4j.vmctl.CreatedDisk;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates VMs: looks, records it, makes disks, starts; and takes back what it made when it cannot go on. */
final class Creator {

    private static final Set<VmctlFailure> LEAVES_A_FILE = EnumSet.of(
            VmctlFailure.SOURCE_COMPRESSED,
            VmctlFailure.SOURCE_READ_FAILED,
            VmctlFailure.DESTINATION_NOT_OPENED,
            VmctlFailure.DESTINATION_WRITE_FAILED,
            VmctlFailure.ENDED_ABNORMALLY,
            VmctlFailure.CONTRADICTION,
            VmctlFailure.UNRECOGNISED);

    private final HostContext context;
    private final Starter starter;

    Creator(HostContext context) {
        this.context = context;
        this.starter = new Starter(context);
    }

    void create(VmSpec spec) {
        check(spec);
        List<HostPath> made = new ArrayList<>();
        try {
            make(spec, made);
            starter.start(spec.name(), StartRequest.adHoc(spec));
        } catch (VmmException e) {
            if (e.code() == VmError.START_UNKNOWN) {
                // A VM that may run needs its disks.
                throw unknown(spec.name(), made, e);
            }
            takeBack(spec.name(), made, e);
            throw e;
        }
    }

    private void check(VmSpec spec) {
        Map<HostPath, Query<Answer>> needed = new LinkedHashMap<>();
        Map<HostPath, Query<Answer>> unwanted = new LinkedHashMap<>();
        spec.cdrom().ifPresent(path -> needed.put(path, look(path)));
        spec.kernel().ifPresent(path -> needed.put(path, look(path)));
        for (DiskSpec disk : spec.disks()) {
            if (disk instanceof DiskSpec.Existing) {
                needed.put(disk.image().path(), look(disk.image().path()));
            } else {
                unwanted.put(disk.image().path(), look(disk.image().path()));
                source(disk).ifPresent(path -> needed.put(path, look(path)));
            }
        }
        List<Query<?>> all = new ArrayList<>(needed.values());
        all.addAll(unwanted.values());
        Observation.Observed observed = Observation.look(context, all.toArray(Query<?>[]::new));
        requireUnknown(spec.name(), observed.observation());
        needed.forEach((path, query) -> requireFile(spec.name(), path, observed.answers(), query));
        unwanted.forEach((path, query) -> requireNoFile(spec.name(), path, observed.answers(), query));
    }

    private Query<Answer> look(HostPath path) {
        return new Query<>(
                Command.read("ls", "-ld", path.value()).withPrivilege(context.privilege()), answer -> answer);
    }

    private static Optional<HostPath> source(DiskSpec disk) {
        if (disk instanceof DiskSpec.Copy copy) {
            return Optional.of(copy.source().path());
        }
        return disk instanceof DiskSpec.Derived derived ? Optional.of(derived.base()) : Optional.empty();
    }

    private void requireUnknown(VmName name, Observation observation) {
        Optional<VmInfo> existing = observation.find(name);
        if (existing.isPresent()) {
            String evidence = existing.get().status().isPresent()
                    ? "vmctl status lists it as " + existing.get().state()
                    : "it is recorded in " + Records.file(context.records(), name);
            throw new VmException(problem(VmError.EXISTS, name).with("evidence", evidence));
        }
    }

    private void requireFile(VmName name, HostPath path, Answers answers, Query<Answer> query) {
        Answer answer = answers.to(query);
        if (!answer.result().succeeded()) {
            String reason = answer.result().stderr().strip();
            throw new VmException(problem(VmError.FILE_MISSING, name)
                    .with("path", path)
                    .with("reason", reason.isEmpty() ? "ls found nothing" : reason));
        }
    }

    private void requireNoFile(VmName name, HostPath path, Answers answers, Query<Answer> query) {
        if (answers.to(query).result().succeeded()) {
            throw new VmException(problem(VmError.FILE_IN_THE_WAY, name).with("path", path));
        }
    }

    /**
     * Makes the record and the disks in one round trip; each that was, or may have been, begun is in {@code made}, also when it
     * throws.
     */
    private void make(VmSpec spec, List<HostPath> made) {
        Query<HostPath> reservation = Reservation.query(context, spec);
        Map<HostPath, Query<CreatedDisk>> disks = new LinkedHashMap<>();
        spec.newDisks()
                .forEach(disk -> disks.put(disk.image().path(), context.vmctl().create(disk, context.diskLimit())));
        Map<HostPath, Query<Boolean>> notes = new LinkedHashMap<>();
        spec.newDisks().forEach(disk -> {
            if (disk instanceof DiskSpec.Derived clone) {
                notes.put(CloneNotes.file(context, clone.image().path()), CloneNotes.write(context, clone));
            }
        });
        List<Query<?>> queries = new ArrayList<>();
        queries.add(reservation);
        queries.addAll(notes.values());
        queries.addAll(disks.values());
        Answers answers;
        try {
            answers = Query.askUntilFailure(context.executor(), queries.toArray(Query<?>[]::new));
        } catch (TransportException e) {
            if (e.fate() != CommandFate.NOT_RUN) {
                made.addAll(disks.keySet());
                made.addAll(notes.keySet());
                made.add(Records.file(context.records(), spec.name()));
            }
            throw e;
        }
        made.add(answers.to(reservation));
        made.addAll(notes.keySet());
        notes.values().stream().filter(answers::has).forEach(answers::to);
        List<VmctlException> failures = new ArrayList<>();
        disks.forEach((path, query) -> {
            if (answers.has(query)) {
                read(answers, path, query, made).ifPresent(failures::add);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** Reads whether a disk was made, also after one that was not: vmctl(8) can succeed without saying so. */
    private static Optional<VmctlException> read(
            Answers answers, HostPath path, Query<CreatedDisk> query, List<HostPath> made) {
        try {
            answers.to(query);
            made.add(path);
            return Optional.empty();
        } catch (VmctlException e) {
            // With any other failure there is no file, or one that somebody else was faster to make.
            if (LEAVES_A_FILE.contains(e.failure())) {
                made.add(path);
            }
            return Optional.of(e);
        }
    }

    /**
     * Removes what was made.
     *
     * @throws VmException if it cannot, naming what remains and why the VM was not created
     */
    private void takeBack(VmName name, List<HostPath> made, VmmException failure) {
        if (made.isEmpty()) {
            return;
        }
        try {
            Undisturbed.run(() -> removeAll(made));
        } catch (VmmException e) {
            failure.addSuppressed(e);
            throw new VmException(
                    problem(VmError.LEFTOVERS, name)
                            .with("reason", failure.getMessage() + " " + e.getMessage() + " " + e.hint())
                            .with("remains", removal(made)),
                    failure);
        }
    }

    private VmException unknown(VmName name, List<HostPath> made, VmmException doubt) {
        return new VmException(
                problem(VmError.CREATE_UNKNOWN, name)
                        .with("reason", doubt.arguments().getOrDefault("reason", "the answer was lost."))
                        .with("remains", removal(made)),
                doubt);
    }

    private static String removal(List<HostPath> paths) {
        return "rm -f "
                + paths.stream().map(path -> ShellWords.display(path.value())).collect(Collectors.joining(" "));
    }

    private void removeAll(List<HostPath> paths) {
        List<String> argv = new ArrayList<>(List.of("rm", "-f"));
        paths.forEach(path -> argv.add(path.value()));
        Removal.query(argv, context.privilege()).ask(context.executor());
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
