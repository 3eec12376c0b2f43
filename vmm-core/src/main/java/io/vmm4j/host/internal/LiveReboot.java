package io.vmm4j.host.internal;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.TransportException;
import io.vmm4j.host.HostError;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.host.SafeReboot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the VMs of the host of a context through a reboot. */
final class LiveReboot implements SafeReboot {

    /** vmd(8) may start VMs that wait for their turn while others are being stopped. */
    private static final int ROUNDS = 4;

    private static final RebootRecovery NOTHING = new RebootRecovery(List.of(), List.of(), List.of(), List.of());

    private final HostContext context;

    LiveReboot(HostContext context) {
        this.context = context;
    }

    @Override
    public RebootPreparation prepare(StopPolicy policy) {
        Map<VmName, StopOutcome> stopped = new LinkedHashMap<>();
        for (int round = 0; ; round++) {
            RebootView view = RebootView.look(context);
            List<VmInfo> running = running(view);
            if (running.isEmpty()) {
                List<VmName> noted = view.note().vms();
                return new RebootPreparation(stopped, noted, view.startedAtBootBut(noted));
            }
            if (round == ROUNDS) {
                throw RebootView.failure(
                        context,
                        HostError.VMS_STILL_RUNNING,
                        names(running),
                        "vmd(8) goes on starting VMs.",
                        List.of());
            }
            view.requireComingBack(running);
            RebootNote note = view.note().adding(names(running));
            note.saved(context).ask(context.executor());
            stop(names(running), policy, stopped);
        }
    }

    private static List<VmInfo> running(RebootView view) {
        return view.observation().all().stream()
                .filter(VmInfo::isRunning)
                .sorted(Comparator.comparing(
                        vm -> vm.status().map(status -> status.id().value()).orElse(0L)))
                .toList();
    }

    private static List<VmName> names(List<VmInfo> vms) {
        return vms.stream().map(VmInfo::name).toList();
    }

    private void stop(List<VmName> vms, StopPolicy policy, Map<VmName, StopOutcome> stopped) {
        Map<VmName, VmmException> failures = new LinkedHashMap<>();
        for (VmName vm : vms) {
            try {
                stopped.put(vm, new Stopper(context).stopKnown(vm, policy));
            } catch (TransportException e) {
                throw e;
            } catch (VmmException e) {
                failures.put(vm, e);
            }
        }
        if (!failures.isEmpty()) {
            throw RebootView.failure(context, HostError.VMS_STILL_RUNNING, failures);
        }
    }

    @Override
    public RebootRecovery resume(Duration timeout) {
        return new RebootWait(context).until(timeout).map(this::startAgain).orElse(NOTHING);
    }

    @Override
    public RebootRecovery cancel() {
        return startAgain(RebootView.look(context));
    }

    private RebootRecovery startAgain(RebootView view) {
        List<VmName> noted = view.note().vms();
        if (noted.isEmpty()) {
            return NOTHING;
        }
        List<VmName> running = new ArrayList<>();
        List<VmName> gone = new ArrayList<>();
        List<VmInfo> stopped = new ArrayList<>();
        for (VmName name : noted) {
            view.observation()
                    .find(name)
                    .ifPresentOrElse(
                            vm -> {
                                if (vm.isRunning()) {
                                    running.add(name);
                                } else {
                                    stopped.add(vm);
                                }
                            },
                            () -> gone.add(name));
        }
        StaggeredStarter starter = new StaggeredStarter(context, view.stagger());
        starter.start(stopped);
        view.note().keeping(starter.failures().keySet()).saved(context).ask(context.executor());
        if (!starter.failures().isEmpty()) {
            throw RebootView.failure(context, HostError.VMS_NOT_STARTED, starter.failures());
        }
        return new RebootRecovery(starter.started(), running, gone, others(noted));
    }

    private List<VmName> others(List<VmName> noted) {
        return context.vmctl().status().ask(context.executor()).vms().stream()
                .filter(VmStatus::isRunning)
                .map(VmStatus::name)
                .filter(name -> !noted.contains(name))
                .sorted()
                .toList();
    }

    @Override
    public List<VmName> noted() {
        return RebootNote.query(context).ask(context.executor()).vms();
    }
}
