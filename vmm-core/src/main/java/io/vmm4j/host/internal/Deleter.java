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
import io.vmm4j.guest.internal.HostKeyFile;
import io.vmm4j.host.internal.conf.ConfigurationReader;
import io.vmm4j.host.internal.conf.DefinitionRemoval;
import io.vmm4j.host.internal.conf.Definitions;
import io.vmm4j.vmconf.DiskDefinition;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfFile;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmctl.StatusTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deletes VMs: looks, stops, removes; nothing is removed of a VM that did not stop. */
final class Deleter {

    private final HostContext context;

    Deleter(HostContext context) {
        this.context = context;
    }

    void delete(VmName name, DeleteOptions options) {
        ConfigurationReader reader = new ConfigurationReader(context);
        Observation.Observed observed =
                Observation.look(context, reader.questions().toArray(Query<?>[]::new));
        Observation observation = observed.observation();
        VmInfo vm = observation.require(name);
        Definitions definitions = Definitions.of(reader, observed.answers());
        Optional<DefinitionRemoval> removal = removal(vm, options, definitions);
        List<HostPath> disks = disksToRemove(vm, options.disks(), removal.isPresent(), definitions);
        requireUnshared(vm, disks, observation, definitions);
        removal.ifPresent(DefinitionRemoval::requirePossible);
        // Also one that is not listed: vmd(8) can lose sight of a process that hangs, and still says so when it is to
        // stop it.
        new Stopper(context).stopKnown(name, options.stop());
        remove(vm, disks, removal);
    }

    /** A stopped VM that is listed is defined somewhere; of one that runs only the files can tell. */
    private Optional<DefinitionRemoval> removal(VmInfo vm, DeleteOptions options, Definitions definitions) {
        boolean listedThoughStopped = vm.status().isPresent() && !vm.isRunning();
        if (!listedThoughStopped && definitions.define(vm.name()) != Definitions.Verdict.YES) {
            return Optional.empty();
        }
        if (options.definition() == DeleteOptions.Definition.REFUSE) {
            throw new VmException(problem(VmError.DEFINED_ELSEWHERE, vm.name()));
        }
        return Optional.of(new DefinitionRemoval(context, vm.name()));
    }

    private List<HostPath> disksToRemove(
            VmInfo vm, DeleteOptions.Disks which, boolean defined, Definitions definitions) {
        if (which == DeleteOptions.Disks.KEEP) {
            return List.of();
        }
        if (vm.spec().isEmpty() && !(defined && which == DeleteOptions.Disks.REMOVE_ALL)) {
            throw new VmException(problem(VmError.DISKS_UNKNOWN, vm.name()));
        }
        Set<HostPath> disks = new LinkedHashSet<>();
        vm.spec()
                .map(spec -> which == DeleteOptions.Disks.REMOVE_ALL ? spec.disks() : spec.newDisks())
                .ifPresent(made -> made.forEach(disk -> disks.add(disk.image().path())));
        if (which == DeleteOptions.Disks.REMOVE_ALL) {
            definitions
                    .conf()
                    .flatMap(conf -> conf.vm(vm.name().value()))
                    .ifPresent(here -> here.value().disks().forEach(disk -> disks.add(location(disk))));
        }
        return List.copyOf(disks);
    }

    /** vmd(8) takes relative paths from the root directory. */
    private static HostPath location(DiskDefinition disk) {
        return HostPath.of(disk.path().startsWith("/") ? disk.path() : "/" + disk.path());
    }

    private void requireUnshared(VmInfo vm, List<HostPath> disks, Observation observation, Definitions definitions) {
        if (disks.isEmpty()) {
            return;
        }
        Map<VmName, VmSpec> others = observation.records().readable();
        others.remove(vm.name());
        Map<String, String> damaged = observation.records().damaged();
        VmConf defined = definitions
                .conf()
                .orElseThrow(() -> new VmException(
                        problem(VmError.DISK_USERS_UNKNOWN, vm.name()).with("reason", definitions.reason())));
        VmConf otherwise = defined.vm(vm.name().value()).isPresent()
                ? defined.apply(new VmConfChange.RemoveVm(vm.name().value()))
                : defined;
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
            for (Located<VmDefinition> other : otherwise.vms()) {
                if (other.value().disks().stream()
                        .anyMatch(used -> location(used).equals(disk))) {
                    throw shared(vm.name(), disk, other.value().name());
                }
            }
            // Also in a comment: somebody may want it back.
            for (VmConfFile file : otherwise.files()) {
                if (file.text().contains(disk.value())) {
                    throw shared(vm.name(), disk, file.path());
                }
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
    private void remove(VmInfo vm, List<HostPath> disks, Optional<DefinitionRemoval> definition) {
        List<Query<Boolean>> removals = new ArrayList<>();
        if (!disks.isEmpty()) {
            List<String> argv = new ArrayList<>(List.of("rm", "-f"));
            disks.forEach(disk -> argv.add(disk.value()));
            removals.add(Removal.query(argv, context.privilege()));
        }
        List<HostPath> kept = new ArrayList<>();
        if (vm.spec().isPresent()) {
            kept.add(Records.file(context.records(), vm.name()));
        }
        kept.add(HostKeyFile.of(context.records(), vm.name()));
        List<String> forget = new ArrayList<>(List.of("rm", "-f"));
        kept.forEach(path -> forget.add(path.value()));
        removals.add(Removal.query(forget, context.privilege()));
        List<HostPath> all = new ArrayList<>(disks);
        all.addAll(kept);
        Query<StatusTable> status = context.vmctl().status();
        List<Query<?>> queries = new ArrayList<>(removals);
        queries.add(status);
        try {
            definition.ifPresent(DefinitionRemoval::make);
            Answers answers = Query.askUntilFailure(context.executor(), queries.toArray(Query<?>[]::new));
            removals.stream().filter(answers::has).forEach(answers::to);
            Optional<String> still = answers.to(status)
                    .find(vm.name())
                    .map(row -> row.stateText().orElse("there"));
            if (still.isPresent()) {
                throw incomplete(
                        vm.name(), definition.isPresent(), all, "vmctl status still lists it as " + still.get(), null);
            }
        } catch (VmException e) {
            throw e;
        } catch (VmmException e) {
            throw incomplete(vm.name(), definition.isPresent(), all, e.getMessage() + " " + e.hint(), e);
        }
    }

    private VmException incomplete(
            VmName name, boolean defined, List<HostPath> paths, String reason, @Nullable VmmException cause) {
        String remains = (defined ? "its definition in vm.conf(5), and then " : "") + "rm -f "
                + paths.stream().map(path -> ShellWords.display(path.value())).collect(Collectors.joining(" "));
        return new VmException(
                problem(VmError.DELETE_INCOMPLETE, name).with("reason", reason).with("remains", remains), cause);
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
