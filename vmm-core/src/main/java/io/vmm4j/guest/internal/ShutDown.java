package io.vmm4j.guest.internal;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.GuestException;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.Stopper;
import io.vmm4j.operation.WaitTimeoutException;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Waiter.Look;
import java.time.Duration;
import java.util.Optional;

/** Shuts one guest down from inside, and believes that its VM has stopped only when vmd(8) says so. */
final class ShutDown {

    /**
     * Tells the system to power off, as root or by whatever lets the user be root without a password. A login that is not root may
     * have a PATH without the programs.
     */
    static final String POWER_OFF = "PATH=$PATH:/usr/sbin:/sbin; as_root() {"
            + " if [ \"$(id -u)\" = 0 ]; then \"$@\"; return; fi;"
            + " if command -v doas >/dev/null 2>&1 && doas -n \"$@\"; then return 0; fi;"
            + " sudo -n \"$@\"; };"
            + " case $(uname -s) in"
            + " OpenBSD) as_root shutdown -p now;;"
            + " Linux) if [ -d /run/systemd/system ]; then as_root systemctl poweroff; else as_root poweroff; fi;;"
            + " *) echo \"how $(uname -s) is shut down is not known\" >&2; exit 1;;"
            + " esac";

    /** The command itself only sets things going. */
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);

    /** A kernel that says it has halted may be about to power off. */
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final HostContext context;
    private final GuestShell shell;
    private final VmName vm;

    ShutDown(HostContext context, GuestShell shell) {
        this.context = context;
        this.shell = shell;
        this.vm = shell.vm();
    }

    StopOutcome run(StopPolicy policy) {
        if (policy instanceof StopPolicy.Graceful graceful) {
            return ask(graceful.grace()).orElseThrow(() -> stillRunning(graceful.grace()));
        }
        if (policy instanceof StopPolicy.GracefulThenForce then) {
            return ask(then.grace()).orElseGet(this::kill);
        }
        return kill();
    }

    private StopOutcome kill() {
        return new Stopper(context).stop(vm, StopPolicy.force());
    }

    /** Empty if the VM runs on. */
    private Optional<StopOutcome> ask(Duration grace) {
        if (!runs()) {
            return Optional.of(StopOutcome.WAS_NOT_RUNNING);
        }
        try (HaltWatch console = HaltWatch.start(context, vm, grace.plus(COMMAND_LIMIT))) {
            send();
            boolean halted = Waiter.within(context.timeline(), grace)
                    .pausingAtMost(LONGEST_PAUSE)
                    .until(problem(), () -> look(console));
            return Optional.of(halted ? end() : StopOutcome.STOPPED);
        } catch (WaitTimeoutException e) {
            return Optional.empty();
        }
    }

    private Look<Boolean> look(HaltWatch console) {
        // Before the question whether it runs: one that is gone by then has powered off.
        boolean halted = console.heard();
        if (!runs()) {
            return Look.found(false);
        }
        return halted ? Look.found(true) : Look.notYet("it runs");
    }

    /** Its kernel has stopped, so that nothing is lost if the VM is taken away. */
    private StopOutcome end() {
        try {
            Waiter.within(context.timeline(), LAST_MOMENT)
                    .until(problem(), () -> runs() ? Look.<Boolean>notYet("it runs") : Look.found(true));
        } catch (WaitTimeoutException e) {
            kill();
        }
        return StopOutcome.STOPPED;
    }

    private boolean runs() {
        return context.vmctl()
                .status()
                .ask(context.executor())
                .find(vm)
                .filter(VmStatus::isRunning)
                .isPresent();
    }

    /**
     * Sends the command. That the connection ends meanwhile is what it is for.
     *
     * @throws GuestException if the guest did not take it
     * @throws TransportException if it never reached the guest
     */
    private void send() {
        Command command = Command.oneShot("sh", "-c", POWER_OFF).withTimeout(COMMAND_LIMIT);
        CommandResult result;
        try {
            result = shell.executor().run(command);
        } catch (CommandCancelledException e) {
            throw e;
        } catch (TransportException e) {
            if (e.fate() == CommandFate.NOT_RUN) {
                throw e;
            }
            return;
        }
        if (result.succeeded() || result.exit().signal().isPresent()) {
            return;
        }
        String said = result.stderr().strip().replaceAll("\\s*\\R\\s*", " / ");
        GuestException refusal = new GuestException(Problem.of(GuestError.SHUTDOWN_REFUSED)
                .with("vm", vm)
                .with("target", context.target())
                .with("status", result.exitStatus())
                .with("stderr", said.isEmpty() ? "it said nothing" : said));
        refusal.addToTranscript(new Answer(shell.executor().target(), command, result).transcript());
        throw refusal;
    }

    private Problem problem() {
        return Problem.of(VmError.STILL_RUNNING).with("vm", vm).with("target", context.target());
    }

    private VmException stillRunning(Duration grace) {
        return new VmException(problem().with("timeout", Reasons.inWords(grace)));
    }
}
