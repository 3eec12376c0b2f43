package io.vmm4j.host.internal;

import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.vmconf.GlobalSetting.StaggeredStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts several VMs as vm.conf(5) says that vmd(8) is to do it; one that fails keeps no other from being started. */
final class StaggeredStarter {

    private final HostContext context;
    private final Optional<StaggeredStart> stagger;
    private final List<VmName> started = new ArrayList<>();
    private final Map<VmName, VmmException> failures = new LinkedHashMap<>();

    StaggeredStarter(HostContext context, Optional<StaggeredStart> stagger) {
        this.context = context;
        this.stagger = stagger;
    }

    void start(List<VmInfo> vms) {
        for (int i = 0; i < vms.size(); i++) {
            if (i > 0 && stagger.isPresent() && i % Math.max(1, stagger.get().parallel()) == 0) {
                sleep(stagger.get().delay());
            }
            start(vms.get(i));
        }
    }

    private void start(VmInfo vm) {
        Starter starter = new Starter(context);
        try {
            starter.start(vm.name(), starter.request(vm));
            started.add(vm.name());
        } catch (TransportException e) {
            throw e;
        } catch (VmmException e) {
            if (runsMeanwhile(vm.name())) {
                started.add(vm.name());
            } else {
                failures.put(vm.name(), e);
            }
        }
    }

    /** Somebody else may have been faster. */
    private boolean runsMeanwhile(VmName name) {
        return Observation.look(context)
                .observation()
                .find(name)
                .filter(VmInfo::isRunning)
                .isPresent();
    }

    private void sleep(Duration delay) {
        try {
            context.timeline().sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandCancelledException(
                    Problem.of(ExecError.COMMAND_CANCELLED)
                            .with("command", "(waiting until the next VMs are to be started)")
                            .with("target", context.target())
                            .with("fate", "has not run"),
                    CommandFate.NOT_RUN);
        }
    }

    List<VmName> started() {
        return started;
    }

    /** Why those that do not run could not be started. */
    Map<VmName, VmmException> failures() {
        return failures;
    }
}
