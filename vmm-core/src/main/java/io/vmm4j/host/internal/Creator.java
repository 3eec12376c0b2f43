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
import io.vmm4j.vmctl.CreatedDisk;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Creates VMs: looks, makes disks, writes the record, starts; and takes back what it made when it cannot go on. */
final class Creator {

    private static final int RECORD_MODE = 0644;

    private final HostContext context;
    private final Starter starter;

    Creator(HostContext context) {
        this.context = context;
        this.starter = new Starter(context);
    }

    void create(VmSpec spec) {
        Observation before = check(spec);
        List<HostPath> made = new ArrayList<>();
        try {
            makeDisks(spec, made);
            writeRecord(spec, before.records().directoryExists(), made);
            starter.start(spec.name(), StartRequest.adHoc(spec));
        } catch (VmmException e) {
            // A VM that may run needs its disks.
            if (e.code() != VmError.START_UNKNOWN) {
                takeBack(spec.name(), made, e);
            }
            throw e;
        }
    }

    private Observation check(VmSpec spec) {
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
        return observed.observation();
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

    /** Makes the disks in one round trip; each that was, or may have been, begun is in {@code made}, also when it throws. */
    private void makeDisks(VmSpec spec, List<HostPath> made) {
        Map<HostPath, Query<CreatedDisk>> queries = new LinkedHashMap<>();
        spec.newDisks()
                .forEach(
                        disk -> queries.put(disk.image().path(), context.vmctl().create(disk, context.diskLimit())));
        if (queries.isEmpty()) {
            return;
        }
        Answers answers = askForDisks(queries, made);
        queries.forEach((path, query) -> {
            if (!answers.has(query)) {
                return;
            }
            try {
                made.add(path);
                answers.to(query);
            } catch (VmctlException e) {
                if (e.failure() == VmctlFailure.DISK_EXISTS) {
                    // Somebody else was faster; it is theirs.
                    made.remove(path);
                }
                throw e;
            }
        });
    }

    private Answers askForDisks(Map<HostPath, Query<CreatedDisk>> queries, List<HostPath> made) {
        try {
            return Query.askUntilFailure(context.executor(), queries.values().toArray(Query<?>[]::new));
        } catch (TransportException e) {
            if (e.fate() != CommandFate.NOT_RUN) {
                made.addAll(queries.keySet());
            }
            throw e;
        }
    }

    private void writeRecord(VmSpec spec, boolean directoryExists, List<HostPath> made) {
        HostPath file = Records.file(context.records(), spec.name());
        if (!directoryExists) {
            Query<Answer> mkdir = new Query<>(
                    Command.idempotent("mkdir", "-p", context.records().value()).withPrivilege(context.privilege()),
                    answer -> answer);
            mkdir.ask(context.executor());
        }
        // Before it is written: a connection lost in the middle may have written it.
        made.add(file);
        byte[] json = (spec.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        context.executor().files().write(file.value(), json, RECORD_MODE, context.privilege());
    }

    /** Removes what was made. What cannot be removed is named in an error that goes with the one that led here. */
    private void takeBack(VmName name, List<HostPath> made, VmmException failure) {
        if (made.isEmpty()) {
            return;
        }
        try {
            Undisturbed.run(() -> removeAll(made));
        } catch (VmmException e) {
            String remains = "rm -f "
                    + made.stream()
                            .map(path -> ShellWords.display(path.value()))
                            .collect(Collectors.joining(" "));
            failure.addSuppressed(
                    new VmException(problem(VmError.LEFTOVERS, name).with("remains", remains), e));
        }
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
