package io.vmm4j.host.internal;

import io.vmm4j.DeleteOptions;
import io.vmm4j.GuestAddress;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmException;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmNotFoundException;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.VmmHost;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.guest.Guest;
import io.vmm4j.guest.internal.LiveGuest;
import io.vmm4j.host.internal.conf.ConfigurationReader;
import io.vmm4j.host.internal.conf.Definitions;
import io.vmm4j.install.ConsoleLine;
import io.vmm4j.install.SerialConsole;
import io.vmm4j.vmctl.PauseReply;
import io.vmm4j.vmctl.VmctlException;
import io.vmm4j.vmctl.VmctlFailure;
import java.time.Duration;
import java.util.Optional;

/** A VM that is asked for anew by every call. */
final class LiveVm implements Vm {

    /** vmctl(8) hangs on a guest that never idles; one that can be paused is so at once. */
    private static final Duration PAUSE_LIMIT = Duration.ofSeconds(10);

    private final VmmHost host;
    private final HostContext context;
    private final VmName name;

    LiveVm(VmmHost host, HostContext context, VmName name) {
        this.host = host;
        this.context = context;
        this.name = name;
    }

    @Override
    public VmName name() {
        return name;
    }

    @Override
    public VmmHost host() {
        return host;
    }

    @Override
    public Optional<VmInfo> status() {
        return Observation.look(context).observation().find(name);
    }

    @Override
    public VmStatus start() {
        Starter starter = new Starter(context);
        VmInfo vm = Observation.look(context).observation().require(name);
        return starter.start(name, starter.request(vm));
    }

    @Override
    public StopOutcome stop(StopPolicy policy) {
        return new Stopper(context).stop(name, policy);
    }

    @Override
    public VmStatus restart(StopPolicy policy) {
        Starter starter = new Starter(context);
        ConfigurationReader reader = new ConfigurationReader(context);
        Observation.Observed observed =
                Observation.look(context, reader.questions().toArray(Query<?>[]::new));
        VmInfo vm = observed.observation().require(name);
        if (!vm.isRunning()) {
            return starter.start(name, starter.request(vm));
        }
        Definitions definitions = Definitions.of(reader, observed.answers());
        Definitions.Verdict defined = definitions.define(name);
        // vmd(8) does not tell whether it would still know the VM once it has stopped.
        if (vm.spec().isEmpty() && defined != Definitions.Verdict.YES) {
            throw new VmException(problem(VmError.CANNOT_BE_STARTED_AGAIN)
                    .with(
                            "evidence",
                            defined == Definitions.Verdict.NO
                                    ? "vm.conf(5) does not define it"
                                    : "whether vm.conf(5) defines it is not known (" + definitions.reason() + ")"));
        }
        new Stopper(context).stopKnown(name, policy);
        return switch (defined) {
            case YES -> starter.start(name, starter.again(vm, true));
            case NO -> starter.start(name, starter.again(vm, false));
            case UNKNOWN -> start();
        };
    }

    @Override
    public void pause() {
        change(context.vmctl().withTimeout(PAUSE_LIMIT).pause(name), VmError.NOT_PAUSED);
    }

    @Override
    public void unpause() {
        change(context.vmctl().withTimeout(PAUSE_LIMIT).unpause(name), VmError.STILL_PAUSED);
    }

    private void change(Query<PauseReply> query, VmError otherwise) {
        Optional<VmmException> doubt = Optional.empty();
        try {
            query.ask(context.executor());
        } catch (VmctlException e) {
            if (e.failure() != VmctlFailure.VM_UNKNOWN_OR_NOT_RUNNING) {
                throw e;
            }
            doubt = Optional.of(e);
        } catch (TransportException e) {
            if (!(e instanceof CommandTimeoutException) && e.code() != ExecError.CONNECTION_LOST) {
                throw e;
            }
            doubt = Optional.of(e);
        }
        VmInfo vm = Observation.look(context).observation().require(name);
        if (!vm.isRunning()) {
            throw new VmException(problem(VmError.NOT_RUNNING).with("state", vm.state()), doubt.orElse(null));
        }
        // Older releases have no column that could show it: there vmctl's own word must do.
        boolean shown = vm.status().flatMap(VmStatus::stateText).isPresent();
        boolean paused = vm.state() == VmState.PAUSED;
        boolean wanted = otherwise == VmError.NOT_PAUSED;
        if (shown ? paused != wanted : doubt.isPresent()) {
            throw new VmException(problem(otherwise).with("state", vm.state()), doubt.orElse(null));
        }
    }

    @Override
    public void delete(DeleteOptions options) {
        new Deleter(context).delete(name, options);
    }

    @Override
    public Optional<GuestAddress> address() {
        return new Addresses(context).find(name);
    }

    @Override
    public GuestAddress awaitAddress(Duration timeout) {
        return new Addresses(context).await(name, timeout);
    }

    @Override
    public Guest guest() {
        return new LiveGuest(context, name);
    }

    @Override
    public Terminal openConsole(TerminalSize size, OutputSink output, Duration limit) {
        requireRunning();
        return context.executor().openTerminal(context.vmctl().console(name, limit), size, output);
    }

    @Override
    public SerialConsole console(Duration limit) {
        requireRunning();
        String called = "console of " + name + " on " + context.target();
        return SerialConsole.open(
                ConsoleLine.cu(context.executor(), called, context.vmctl().console(name, limit)), context.timeline());
    }

    private void requireRunning() {
        VmInfo vm = status().orElseThrow(() -> new VmNotFoundException(problem(VmError.NOT_FOUND)));
        if (!vm.isRunning()) {
            throw new VmException(problem(VmError.NOT_RUNNING).with("state", vm.state()));
        }
    }

    private Problem problem(VmError code) {
        return Problem.of(code).with("vm", name).with("target", context.target());
    }

    @Override
    public String toString() {
        return "Vm[" + name + " on " + context.target() + "]";
    }
}
