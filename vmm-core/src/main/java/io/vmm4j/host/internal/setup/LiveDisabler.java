package io.vmm4j.host.internal.setup;

import io.vmm4j.VmStatus;
import io.vmm4j.exec.Command;
import io.vmm4j.host.HostDisabler;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.ProbeQueries;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.internal.PlanRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Disables vmd(8) on the host of a context. */
public final class LiveDisabler implements HostDisabler {

    /** What rc.d allows one guest to shut down, which it asks one after the other. */
    private static final Duration PER_VM = Duration.ofSeconds(130);

    private final HostContext context;

    /** For this host. */
    public LiveDisabler(HostContext context) {
        this.context = context;
    }

    @Override
    public Plan plan() {
        ProbeQueries queries = new ProbeQueries(context.vmctl());
        return plan(queries.facts(queries.askAlso(context.executor())).probe());
    }

    private Plan plan(HostProbe probe) {
        List<Change> changes = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        List<String> running = running(probe);
        if (probe.running().holds()) {
            changes.add(CommandChange.of(
                            "stop vmd(8)",
                            root("rcctl", "stop", "vmd").withTimeout(PER_VM.multipliedBy(running.size() + 1L)))
                    .undoneBy(root("rcctl", "-f", "start", "vmd")));
            if (!running.isEmpty()) {
                notes.add("It stops these VMs: " + InitializationPlanner.names(running)
                        + ". Those that vm.conf(5) does not define are gone then; their disks stay.");
            }
        }
        if (probe.enabled().holds()) {
            String flags = probe.vmdFlags().orElse("");
            changes.add(CommandChange.of("disable vmd(8)", root("rcctl", "disable", "vmd"))
                    .undoneBy(
                            flags.isEmpty()
                                    ? root("rcctl", "enable", "vmd")
                                    : root("sh", "-c", "rcctl enable vmd && rcctl set vmd flags \"$1\"", "sh", flags)));
            if (!flags.isEmpty()) {
                notes.add("rcctl(8) forgets vmd's flags, which are: " + flags);
            }
        }
        return new Plan("disable vmd(8)", context.target(), changes, notes, fingerprint(probe, running));
    }

    private static List<String> running(HostProbe probe) {
        return probe.vms().stream()
                .filter(VmStatus::isRunning)
                .map(vm -> vm.name().value())
                .toList();
    }

    private static String fingerprint(HostProbe probe, List<String> running) {
        return FileContent.of(probe.running().verdict() + "\n" + probe.enabled().verdict() + "\n"
                        + probe.vmdFlags().orElse("-") + "\n" + InitializationPlanner.names(running))
                .sha256();
    }

    @Override
    public void apply(Plan plan) {
        new PlanRunner(context.executor(), context.stateDirectory()).apply(plan, () -> plan().fingerprint());
    }

    private static Command root(String... argv) {
        return Command.idempotent(argv).asRoot();
    }
}
