package io.vmm4j.host.internal;

import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.StartedVm;
import io.vmm4j.vmctl.StatusTable;
import java.util.Optional;

/**
 * Starts VMs. vmctl(8) says "started" of a VM whose process dies at once, so the host waits a second, in the same round trip,
 * and looks.
 */
final class Starter {

    private final HostContext context;

    Starter(HostContext context) {
        this.context = context;
    }

    /**
     * How a VM that is known is to be started.
     *
     * @throws VmException if it runs
     */
    StartRequest request(VmInfo vm) {
        if (vm.isRunning()) {
            throw new VmException(problem(VmError.ALREADY_RUNNING, vm.name()));
        }
        // One that does not run and that vmd(8) lists all the same is defined in vm.conf(5), whatever the records say.
        return again(vm, vm.status().isPresent());
    }

    /** How a VM that is known is to be started once it has stopped. */
    StartRequest again(VmInfo vm, boolean defined) {
        if (!defined && vm.spec().isPresent()) {
            return StartRequest.adHoc(vm.spec().get());
        }
        return StartRequest.defined(vm.status().map(VmStatus::ref).orElse(vm.name()));
    }

    /** Starts a VM and returns its status a second later. */
    VmStatus start(VmName name, StartRequest request) {
        Query<StartedVm> start = context.vmctl().start(request);
        Query<Answer> pause = new Query<>(Command.read("sleep", "1"), answer -> answer);
        Query<StatusTable> status = context.vmctl().status();
        Optional<VmStatus> after;
        try {
            Answers answers = Query.askGuarded(context.executor(), start, pause, status);
            answers.to(start);
            after = answers.to(status).find(name);
        } catch (TransportException e) {
            after = lookAfter(name, e);
        }
        return after.filter(VmStatus::isRunning)
                .orElseThrow(() -> new VmException(problem(VmError.DIED_AT_START, name)));
    }

    /**
     * The answer was lost, or did not come in time: the VM may have been started, which is the only thing that matters.
     *
     * @throws VmException if that cannot be found out
     */
    private Optional<VmStatus> lookAfter(VmName name, TransportException lost) {
        if (lost.fate() == CommandFate.NOT_RUN) {
            throw lost;
        }
        Optional<VmStatus> status;
        try {
            status = Undisturbed.get(
                    () -> context.vmctl().status().ask(context.executor()).find(name));
        } catch (VmmException e) {
            VmException unknown = new VmException(problem(VmError.START_UNKNOWN, name), lost);
            unknown.addSuppressed(e);
            throw unknown;
        }
        if (status.filter(VmStatus::isRunning).isEmpty()) {
            throw lost;
        }
        return status;
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
