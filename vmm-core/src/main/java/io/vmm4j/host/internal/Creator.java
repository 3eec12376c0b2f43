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
import io.vmm4j.exec.Query;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.vmctl.CreatedDisk;
import io.vmm4j.vmctl.StartRequest;
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
            made.add(writeRecord(spec, before.records().directoryExists()));
            starter.start(spec.name(), StartRequest.adHoc(spec));
        } catch (VmmException e) {
            takeBack(spec.name(), made, e);
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

    /** Makes the disks in one round trip; each that was, or may have been, begun is in {@code made}. */
    private void makeDisks(VmSpec spec, List<HostPath> made) {
        List<DiskSpec.New> disks = spec.newDisks();
        if (disks.isEmpty()) {
            return;
        }
        List<Query<CreatedDisk>> queries = new ArrayList<>();
        for (DiskSpec.New disk : disks) {
            queries.add(context.vmctl().create(disk, context.diskLimit()));
            made.add(disk.image().path());
        }
        Answers answers = Query.askUntilFailure(context.executor(), queries.toArray(Query<?>[]::new));
        for (Query<CreatedDisk> query : queries) {
            if (answers.has(query)) {
                answers.to(query);
            }
        }
    }

    private HostPath writeRecord(VmSpec spec, boolean directoryExists) {
        HostPath file = Records.file(context.records(), spec.name());
        if (!directoryExists) {
            Query<Answer> mkdir = new Query<>(
                    Command.idempotent("mkdir", "-p", context.records().value()).withPrivilege(context.privilege()),
                    answer -> answer);
            mkdir.ask(context.executor());
        }
        byte[] json = (spec.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
        context.executor().files().write(file.value(), json, RECORD_MODE, context.privilege());
        return file;
    }

    /** Removes what was made. What cannot be removed is named in an error that goes with the one that led here. */
    private void takeBack(VmName name, List<HostPath> made, VmmException failure) {
        if (made.isEmpty()) {
            return;
        }
        try {
            removeAll(made);
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
