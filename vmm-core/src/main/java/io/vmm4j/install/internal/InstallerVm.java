package io.vmm4j.install.internal;

import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.install.InstallSite;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.vmctl.StartRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The VM while its system is installed: vmd(8) runs it, and no record of it is kept. */
final class InstallerVm {

    private static final Duration STARTING = Duration.ofMinutes(1);

    private final InstallSite site;
    private final VmName name;
    private final GuestSteps steps;

    InstallerVm(InstallSite site, VmName name, GuestSteps steps) {
        this.site = site;
        this.name = name;
        this.steps = steps;
    }

    /** Starts it in one script, which a broken connection does not stop half-way. */
    Step<String> starting(String script, Function<Run, VmSpec> booted) {
        return Step.named("starting_installer", Kept.text())
                .within(STARTING.multipliedBy(2))
                .usually(Duration.ofSeconds(5))
                .doneIf(run -> steps.room().has(run, "started") ? Optional.of(name.value()) : Optional.empty())
                .undoneBy((run, made) -> stop(run), (run, made) -> List.of(steps.stop()))
                .does(run -> {
                    List<String> argv = new ArrayList<>(List.of(
                            "sh", "-c", script, "sh", InstallRoom.path(run).value()));
                    argv.addAll(StartRequest.adHoc(booted.apply(run)).arguments());
                    steps.room()
                            .must(Command.oneShot(argv.toArray(String[]::new))
                                    .asRoot()
                                    .withTimeout(STARTING));
                    return name.value();
                });
    }

    /** Ends it if this operation has started it; one that has its record is the finished one, or somebody else's. */
    void stop(Run run) {
        if (!steps.room().has(run, "starting")) {
            return;
        }
        Vm vm = site.host().vm(name);
        Optional<VmInfo> running = vm.status();
        if (running.filter(info -> info.isRunning() && info.spec().isEmpty()).isPresent()) {
            vm.stop(StopPolicy.force());
        }
    }
}
