package io.vmm4j.host.internal;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.operation.WaitTimeoutException;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.time.Deadline;
import io.vmm4j.vmctl.StopMethod;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.time.Duration;
import java.util.Optional;

/** Stops VMs, and believes that one has stopped only when vmd(8) says so. */
final class Stopper {

    /** What a kill may take; vmctl(8) itself would wait for ever. */
    private static final Duration FORCE_LIMIT = Duration.ofSeconds(30);

    private final HostContext context;

    Stopper(HostContext context) {
        this.context = context;
    }

    StopOutcome stop(VmName name, StopPolicy policy) {
        if (policy instanceof StopPolicy.Graceful graceful) {
            return ask(name, graceful.grace()).orElseThrow(() -> stillRunning(name, graceful.grace()));
        }
        if (policy instanceof StopPolicy.GracefulThenForce then) {
            return ask(name, then.grace()).orElseGet(() -> force(name));
        }
        return force(name);
    }

    /** Asks a VM to shut down; empty if it has not within that time. */
    private Optional<StopOutcome> ask(VmName name, Duration grace) {
        Deadline deadline = context.timeline().deadlineIn(grace);
        try {
            context.vmctl().stopAndWait(name, StopMethod.GRACEFUL, grace).ask(context.executor());
            return Optional.of(StopOutcome.STOPPED);
        } catch (VmctlException e) {
            if (e.failure() == VmctlFailure.ALREADY_STOPPING) {
                return awaitGone(name, deadline);
            }
            return Optional.of(notRunning(name, e));
        } catch (CommandTimeoutException e) {
            return Optional.empty();
        } catch (TransportException e) {
            return afterLostAnswer(name, deadline, e);
        }
    }

    /** The answer was lost. Looks first: the VM may have stopped meanwhile, or be stopping, or never have been asked. */
    private Optional<StopOutcome> afterLostAnswer(VmName name, Deadline deadline, TransportException lost) {
        if (lost.code() != ExecError.CONNECTION_LOST) {
            throw lost;
        }
        Optional<VmStatus> status = status(name);
        if (status.filter(VmStatus::isRunning).isEmpty()) {
            return Optional.of(StopOutcome.STOPPED);
        }
        return status.get().state() == VmState.STOPPING || deadline.expired()
                ? awaitGone(name, deadline)
                : ask(name, deadline.remaining());
    }

    private Optional<StopOutcome> awaitGone(VmName name, Deadline deadline) {
        try {
            return Optional.of(Waiter.within(context.timeline(), deadline.remaining())
                    .until(problem(VmError.STILL_RUNNING, name), () -> gone(name)));
        } catch (WaitTimeoutException e) {
            return Optional.empty();
        }
    }

    private Look<StopOutcome> gone(VmName name) {
        Optional<VmStatus> running = status(name).filter(VmStatus::isRunning);
        return running.isPresent()
                ? Look.notYet(running.get().stateText().orElse("running"))
                : Look.found(StopOutcome.STOPPED);
    }

    /** vmctl(8) refused to stop the VM: it does not run, or it is not there, or it is somebody else's. */
    private StopOutcome notRunning(VmName name, VmctlException refusal) {
        return switch (refusal.failure()) {
            case NOT_RUNNING -> StopOutcome.WAS_NOT_RUNNING;
            // vmd(8) forgets an ad-hoc VM that stopped; the records do not.
            case VM_NOT_FOUND, VM_UNKNOWN_OR_NOT_RUNNING -> {
                Observation.look(context).observation().require(name);
                yield StopOutcome.WAS_NOT_RUNNING;
            }
            default -> throw refusal;
        };
    }

    private StopOutcome force(VmName name) {
        boolean answered = true;
        try {
            context.vmctl().stopAndWait(name, StopMethod.FORCE, FORCE_LIMIT).ask(context.executor());
        } catch (VmctlException e) {
            if (e.failure() != VmctlFailure.ALREADY_STOPPING) {
                return notRunning(name, e);
            }
        } catch (TransportException e) {
            if (!(e instanceof CommandTimeoutException) && e.code() != ExecError.CONNECTION_LOST) {
                throw e;
            }
            answered = false;
        }
        Optional<VmStatus> status = status(name);
        // Neither an answer nor a row: its process hangs, and vmd(8) has lost sight of it.
        if (status.filter(VmStatus::isRunning).isPresent() || (!answered && status.isEmpty())) {
            String state = status.flatMap(VmStatus::stateText).orElse("unknown, as vmctl status does not list it");
            throw new VmException(problem(VmError.NOT_STOPPED, name).with("state", state));
        }
        return StopOutcome.FORCED;
    }

    private Optional<VmStatus> status(VmName name) {
        return context.vmctl().status().ask(context.executor()).find(name);
    }

    private VmException stillRunning(VmName name, Duration grace) {
        return new VmException(problem(VmError.STILL_RUNNING, name).with("timeout", Reasons.inWords(grace)));
    }

    private Problem problem(VmError code, VmName name) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }
}
