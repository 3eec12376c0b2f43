package io.vmm4j.host.internal;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.ShellWords;
import io.vmm4j.vmctl.StatusTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes VMs: looks, stops, removes; nothing is removed of a VM that did not stop. */
final class Deleter {

    private final HostContext context;

    Deleter(HostContext context) {
        this.context = context;
    }

    void delete(VmName name, DeleteOptions options) {
        Query<DefinedVms> vmConf = DefinedVms.query(context);
        Observation.Observed observed = Observation.look(context, vmConf);
        Observation observation = observed.observation();
        VmInfo vm = observation.require(name);
        requireOurs(vm, options, observed.answers().to(vmConf));
        List<HostPath> disks = disksToRemove(vm, options.disks());
        requireUnshared(vm, disks, observation, observed.answers().to(vmConf));
        // Also one that is not listed: vmd(8) can lose sight of a process that hangs, and still says so when it is to
        // stop it.
        new Stopper(context).stopKnown(name, options.stop());
        remove(vm, disks);
    }

    private void requireOurs(VmInfo vm, DeleteOptions options, DefinedVms vmConf) {
        boolean listedThoughStopped = vm.status().isPresent() && !vm.isRunning();
        if (listedThoughStopped || vmConf.contains(vm.name())) {
            throw new VmException(problem(VmError.DEFINED_ELSEWHERE, vm.name()));
        }
        if (vm.spec().isEmpty() && options.disks() != DeleteOptions.Disks.KEEP) {
            throw new VmException(problem(VmError.DISKS_UNKNOWN, vm.name()));
        }
    }

    private static List<HostPath> disksToRemove(VmInfo vm, DeleteOptions.Disks which) {
        List<? extends DiskSpec> disks = vm.spec()
                .map(spec -> switch (which) {
                    case KEEP -> List.<DiskSpec>of();
                    case REMOVE_NEW -> spec.newDisks();
                    case REMOVE_ALL -> spec.disks();
                })
                .orElse(List.of());
        return disks.stream().map(disk -> disk.image().path()).toList();
    }

    private void requireUnshared(VmInfo vm, List<HostPath> disks, Observation observation, DefinedVms vmConf) {
        Map<VmName, VmSpec> others = observation.records().readable();
        others.remove(vm.name());
        Map<String, String> damaged = observation.records().damaged();
        for (HostPath disk : disks) {
            damaged.forEach((other, text) -> {
                if (text.contains(disk.value())) {
                    throw shared(vm.name(), disk, other + ", whose record is damaged");
                }
            });
            others.forEach((other, spec) -> {
                if (uses(spec, disk)) {
                    throw shared(vm.name(), disk, other.toString());
                }
            });
            if (vmConf.text().contains(disk.value())) {
                throw shared(vm.name(), disk, "/etc/vm.conf");
            }
        }
    }

    private static boolean uses(VmSpec spec, HostPath disk) {
        return spec.disks().stream()
                .anyMatch(other -> other.image().path().equals(disk)
                        || (other instanceof DiskSpec.Derived derived
                                && derived.base().equals(disk)));
    }

    private VmException shared(VmName name, HostPath disk, String other) {
        return new VmException(
                problem(VmError.DISK_SHARED, name).with("path", disk).with("other", other));
    }

    /** Removes the disks before the record, so that what is left can be deleted by another try. */
    private void remove(VmInfo vm, List<HostPath> disks) {
        List<Query<Boolean>> removals = new ArrayList<>();
        if (!disks.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("rm", "-f"));
            disks.forEach(disk -> argv.add(disk.value()));
            removals.add(Removal.query(argv, context.privilege()));
        }
        HostPath record = Records.file(context.records(), vm.name());
        if (vm.spec().isPresent()) {
            removals.add(Removal.query(List.of("rm", "-f", record.value()), context.privilege()));
        }
        List<HostPath> all = new ArrayList<>(disks);
        all.add(record);
        Query<StatusTable> status = context.vmctl().status();
        List<Query<?>> queries = new ArrayList<>(removals);
        queries.add(status);
        try {
            Answers answers = Query.askUntilFailure(context.executor(), queries.toArray(Query<?>[]::new));
            removals.stream().filter(answers::has).forEach(answers::to);
            Optional<String> still = answers.to(status)
                    .find(vm.name())
                    .map(row -> row.stateText().orElse("there"));
            if (still.isPresent()) {
                throw incomplete(vm.name(), all, "vmctl status still lists it as " + still.get(), null);
            }
        } catch (VmException e) {
            throw e;
        } catch (VmmException e) {
            throw incomplete(vm.name(), all, e.getMessage() + " " + e.hint(), e);
        }
    }

    private VmException incomplete(VmName name, List<HostPath> paths, String reason, @Nullable VmmException cause) {
        String remains = "rm -f "
                + paths.stream().map(path -> ShellWords.display(path.value())).collect(Collectors.joining(" "));
        return new VmException(
                problem(VmError.DELETE_INCOMPLETE, name).with("reason", reason).with("remains", remains), cause);
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
