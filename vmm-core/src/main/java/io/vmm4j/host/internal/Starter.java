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
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.vmctl.StartRequest;
import io.vmm4j.vmctl.StartedVm;
import io.vmm4j.vmctl.StatusTable;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Starts VMs. vmctl(8) says "started" of a VM whose process dies at once, so the host waits a second, in the same round trip,
 * and looks.
 */
final class Starter {

    /** What a VM that cannot live needs to die. */
    private static final String SETTLING = "1";

    /** What a command whose answer was lost needs to take effect. */
    private static final String ARRIVAL = "3";

    private static final Set<VmctlFailure> LEAVES_DOUBT = EnumSet.of(
            VmctlFailure.VMD_CONNECTION_LOST,
            VmctlFailure.VMD_UNEXPECTED_ANSWER,
            VmctlFailure.ENDED_ABNORMALLY,
            VmctlFailure.CONTRADICTION,
            VmctlFailure.UNRECOGNISED);

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

    /**
     * Starts a VM and returns its status a second later.
     *
     * @throws VmException with {@link VmError#START_UNKNOWN} if nobody can tell whether it runs; with any other error it does not
     */
    VmStatus start(VmName name, StartRequest request) {
        return startAndLook(name, request)
                .filter(VmStatus::isRunning)
                .orElseThrow(() -> new VmException(problem(VmError.DIED_AT_START, name)));
    }

    private Optional<VmStatus> startAndLook(VmName name, StartRequest request) {
        Query<StartedVm> start = context.vmctl().start(request);
        Query<StatusTable> status = context.vmctl().status();
        Answers answers;
        try {
            answers = Query.askGuarded(context.executor(), start, pause(SETTLING), status);
            answers.to(start);
        } catch (TransportException e) {
            return lookAfter(name, e);
        } catch (VmctlException e) {
            if (LEAVES_DOUBT.contains(e.failure())) {
                return lookAfter(name, e);
            }
            throw e;
        }
        try {
            return answers.to(status).find(name);
        } catch (VmmException e) {
            return lookAfter(name, e);
        }
    }

    /**
     * It is not certain that the VM was started, and only that matters. Looks when whatever was on its way must have arrived.
     *
     * @return the VM, if it runs
     * @throws VmmException the doubt itself if the VM certainly does not run
     */
    private Optional<VmStatus> lookAfter(VmName name, VmmException doubt) {
        if (doubt instanceof TransportException lost && lost.fate() == CommandFate.NOT_RUN) {
            throw doubt;
        }
        Optional<VmStatus> running;
        try {
            running = Undisturbed.get(() -> lookLater(name)).filter(VmStatus::isRunning);
        } catch (VmmException e) {
            doubt.addSuppressed(e);
            if (e instanceof VmctlException refusal && refusal.failure().meansThatVmdIsDown()) {
                throw doubt;
            }
            throw unknown(name, doubt);
        }
        if (running.isEmpty()) {
            // Only a vmctl(8) that was stopped leaves vmd(8) behind with the request.
            throw doubt instanceof CommandTimeoutException ? unknown(name, doubt) : doubt;
        }
        return running;
    }

    private Optional<VmStatus> lookLater(VmName name) {
        Query<StatusTable> status = context.vmctl().status();
        Answers answers = Query.askAll(context.executor(), pause(ARRIVAL), status);
        return answers.to(status).find(name);
    }

    private static Query<Answer> pause(String seconds) {
        return new Query<>(Command.read("sleep", seconds), answer -> answer);
    }

    private VmException unknown(VmName name, VmmException doubt) {
        return new VmException(problem(VmError.START_UNKNOWN, name).with("reason", doubt.getMessage()), doubt);
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
