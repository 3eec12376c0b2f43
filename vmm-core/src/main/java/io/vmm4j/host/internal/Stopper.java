package io.vmm4j.host.internal;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
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
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Stops VMs, and believes that one has stopped only when vmd(8) says so. */
public final class Stopper {

    /** What a kill may take; vmctl(8) itself would wait for ever. */
    private static final Duration FORCE_LIMIT = Duration.ofSeconds(30);

    /** How soon vmd(8) says that there is nothing to stop. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private static final Set<VmctlFailure> UNKNOWN =
            EnumSet.of(VmctlFailure.VM_NOT_FOUND, VmctlFailure.VM_UNKNOWN_OR_NOT_RUNNING);

    private final HostContext context;

    /** Of the VMs of this host. */
    public Stopper(HostContext context) {
        this.context = context;
    }

    /** Stops a VM. */
    public StopOutcome stop(VmName name, StopPolicy policy) {
        try {
            return end(name, policy);
        } catch (VmctlException e) {
            if (!UNKNOWN.contains(e.failure())) {
                throw e;
            }
            // vmd(8) forgets an ad-hoc VM that stopped; the records do not.
            Observation.look(context).observation().require(name);
            return StopOutcome.WAS_NOT_RUNNING;
        }
    }

    /** Stops a VM that is known to exist, whether or not vmd(8) knows it. */
    StopOutcome stopKnown(VmName name, StopPolicy policy) {
        try {
            return end(name, policy);
        } catch (VmctlException e) {
            if (!UNKNOWN.contains(e.failure())) {
                throw e;
            }
            return StopOutcome.WAS_NOT_RUNNING;
        }
    }

    private StopOutcome end(VmName name, StopPolicy policy) {
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
            return askOnce(name, deadline);
        } catch (TransportException e) {
            if (e.code() != ExecError.CONNECTION_LOST) {
                throw e;
            }
            return again(e, () -> askAgain(name, deadline));
        }
    }

    /** The answer was lost. The VM may have stopped meanwhile, or be stopping, or never have been asked: asking again tells. */
    private Optional<StopOutcome> askAgain(VmName name, Deadline deadline) {
        try {
            return askOnce(name, deadline).map(outcome -> StopOutcome.STOPPED);
        } catch (VmctlException e) {
            if (!UNKNOWN.contains(e.failure())) {
                throw e;
            }
            return Optional.of(StopOutcome.STOPPED);
        }
    }

    private Optional<StopOutcome> askOnce(VmName name, Deadline deadline) {
        Duration left = deadline.remaining();
        try {
            context.vmctl()
                    .stopAndWait(name, StopMethod.GRACEFUL, left.isZero() ? SHORTEST : left)
                    .ask(context.executor());
            return Optional.of(StopOutcome.STOPPED);
        } catch (VmctlException e) {
            if (e.failure() == VmctlFailure.NOT_RUNNING) {
                return Optional.of(StopOutcome.WAS_NOT_RUNNING);
            }
            if (e.failure() == VmctlFailure.ALREADY_STOPPING) {
                return awaitGone(name, deadline).filter(gone -> hasNoProcess(name));
            }
            throw e;
        } catch (CommandTimeoutException e) {
            return Optional.empty();
        }
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

    /** vmd(8) can lose sight of a process that hangs; then it knows of nothing that ended, and asking hangs, too. */
    private boolean hasNoProcess(VmName name) {
        try {
            context.vmctl().stopAndWait(name, StopMethod.GRACEFUL, ANSWER_LIMIT).ask(context.executor());
            return true;
        } catch (VmctlException e) {
            return e.failure() == VmctlFailure.NOT_RUNNING || UNKNOWN.contains(e.failure());
        } catch (CommandTimeoutException e) {
            return false;
        }
    }

    private StopOutcome force(VmName name) {
        try {
            return forceOnce(name);
        } catch (TransportException e) {
            if (e.code() != ExecError.CONNECTION_LOST) {
                throw e;
            }
            return again(e, () -> forceAgain(name));
        }
    }

    private StopOutcome forceAgain(VmName name) {
        try {
            forceOnce(name);
        } catch (VmctlException e) {
            if (!UNKNOWN.contains(e.failure())) {
                throw e;
            }
        }
        return StopOutcome.FORCED;
    }

    /** If the host cannot be asked again, the answer that was lost is the failure to tell of: that command may have run. */
    private static <T> T again(TransportException lost, Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (TransportException e) {
            if (e.fate() == CommandFate.NOT_RUN) {
                lost.addSuppressed(e);
                throw lost;
            }
            throw e;
        }
    }

    private StopOutcome forceOnce(VmName name) {
        boolean answered = true;
        try {
            context.vmctl().stopAndWait(name, StopMethod.FORCE, FORCE_LIMIT).ask(context.executor());
        } catch (VmctlException e) {
            if (e.failure() == VmctlFailure.NOT_RUNNING) {
                return StopOutcome.WAS_NOT_RUNNING;
            }
            if (e.failure() != VmctlFailure.ALREADY_STOPPING) {
                throw e;
            }
        } catch (CommandTimeoutException e) {
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
