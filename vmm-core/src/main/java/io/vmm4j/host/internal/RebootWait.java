package io.vmm4j.host.internal;

import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.TransportException;
import io.vmm4j.host.HostError;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.vmctl.VmctlException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits until a host has been booted, vmd(8) answers, and no VM that ran before waits for its turn. */
final class RebootWait {

    private final HostContext context;

    RebootWait(HostContext context) {
        this.context = context;
    }

    /** The host afterwards; empty, at once, if no VM is noted. */
    Optional<RebootView> until(Duration timeout) {
        Problem problem = Problem.of(HostError.NOT_BACK).with("target", context.target());
        return Waiter.within(context.timeline(), timeout).until(problem, this::look);
    }

    private Look<Optional<RebootView>> look() {
        RebootNote note;
        try {
            note = RebootNote.query(context).ask(context.executor());
            if (note.vms().isEmpty()) {
                return Look.found(Optional.empty());
            }
            if (!note.isOfAnEarlierBoot()) {
                return Look.notYet("it has not been booted since");
            }
            return settled(RebootView.look(context));
        } catch (VmctlException e) {
            if (!e.failure().meansThatVmdIsDown()) {
                throw e;
            }
            return Look.notYet("vmd(8) does not run yet");
        } catch (TransportException e) {
            // A machine that goes down answers nothing any more, and one that boots refuses connections.
            if (!e.retryable() && !(e instanceof CommandTimeoutException)) {
                throw e;
            }
            return Look.notYet(e.getMessage());
        }
    }

    private static Look<Optional<RebootView>> settled(RebootView view) {
        List<VmName> waiting = view.note().vms().stream()
                .flatMap(name -> view.observation().find(name).stream())
                .filter(vm -> !vm.isRunning() && vm.state() == VmState.WAITING)
                .map(VmInfo::name)
                .toList();
        return waiting.isEmpty()
                ? Look.found(Optional.of(view))
                : Look.notYet("vmd(8) has yet to start " + RebootView.inWords(waiting));
    }
}
