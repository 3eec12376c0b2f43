package io.vmm4j.testkit.internal.host;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.OutputLimitExceeded;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.kernel.Ending;
import io.vmm4j.testkit.internal.kernel.ProcessTable;
import io.vmm4j.testkit.internal.kernel.Sig;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A command on a simulated machine. Everything that decides how it ends happens under the timeline's lock: its own end, its timeout,
 * a cancellation, output that nobody takes; the first of them counts.
 */
final class SimulatedCommand implements Terminal, Streams.Owner {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SimulatedExecutor executor;
    private final VirtualTimeline timeline;
    private final Command command;
    private final Streams streams;
    private final Journal.Entry entry;
    private final long startedAt;
    private final SimProcess process;
    private Timeline.Scheduled alarm = () -> {};
    private boolean outputEnded;
    private @Nullable Function<CommandFate, TransportException> stopped;
    private @Nullable Exit exit;
    private @Nullable TransportException failure;

    private SimulatedCommand(SimulatedExecutor executor, Command command, Streams streams, int roundTrip) {
        this.executor = executor;
        this.timeline = executor.machine().timeline();
        this.command = command;
        this.streams = streams;
        this.startedAt = timeline.nanoTime();
        this.entry = executor.journal().add(command.argv(), executor.account().name(), roundTrip);
        this.process = spawn();
    }

    static SimulatedCommand start(SimulatedExecutor executor, Command command, Streams streams, int roundTrip) {
        SimulatedCommand started = new SimulatedCommand(executor, command, streams, roundTrip);
        executor.running(started);
        started.timeline.locked(started::launch);
        return started;
    }

    private SimProcess spawn() {
        List<String> argv = new ArrayList<>();
        RemoteScript.prefix(command, executor.rootAccess()).forEach(word -> argv.add(Octets.in(word)));
        boolean throughDoas = !argv.isEmpty();
        command.argv().forEach(word -> argv.add(Octets.in(word)));
        Map<String, String> environment = new LinkedHashMap<>(Logins.environment(executor.account()));
        environment.put("PWD", executor.account().home());
        if (!throughDoas) {
            command.environment().forEach((name, value) -> environment.put(name, Octets.in(value)));
        }
        return executor.machine()
                .processes()
                .spawn(new ProcessTable.Start(
                        executor.account(),
                        streams.session(),
                        argv,
                        new Launcher(argv.get(0)),
                        environment,
                        executor.account().home(),
                        streams.descriptors()));
    }

    private void launch() {
        process.whenEnded(this::processEnded);
        streams.started(process.group(), this);
        alarm = timeline.schedule(command.timeout(), () -> stop(this::timeout));
        process.start();
    }

    /** Called with the lock held. */
    private void processEnded() {
        if (streams instanceof TerminalStreams terminal) {
            terminal.leaderEnded();
        }
        settle();
    }

    @Override
    public void outputEnded() {
        timeline.locked(() -> {
            outputEnded = true;
            settle();
        });
    }

    /** Decides, if everything there is to know is known. Called with the lock held. */
    private void settle() {
        if (isOver() || process.ending().isEmpty()) {
            return;
        }
        if (stopped != null) {
            fail(stopped.apply(CommandFate.STOPPED));
        } else if (outputEnded) {
            Ending ending = process.ending().get();
            int status = ending.shellStatus();
            entry.ended(status);
            exit = new Exit(status, ending.signal().map(Sig::name), elapsed());
            finish();
        }
    }

    private void fail(TransportException because) {
        failure = because;
        finish();
    }

    /** Nothing more is heard of it; it runs on as it can. Called with the lock held. */
    void connectionLost() {
        if (!isOver()) {
            Problem lost = problem(ExecError.CONNECTION_LOST).with("reason", "pf(4) lets its packets through no more");
            fail(new TransportException(lost, CommandFate.MAY_STILL_RUN, null));
        }
    }

    private void finish() {
        alarm.cancel();
        streams.abandon();
        executor.ended(this);
    }

    private boolean isOver() {
        return exit != null || failure != null;
    }

    private Duration elapsed() {
        return Duration.ofNanos(timeline.nanoTime() - startedAt);
    }

    /** Stops the command: TERM, and what is left of it KILL. */
    private void stop(Function<CommandFate, TransportException> reason) {
        timeline.locked(() -> {
            if (isOver() || stopped != null) {
                return;
            }
            stopped = reason;
            alarm.cancel();
            executor.machine().processes().signalGroup(process.group(), Sig.TERM);
            alarm = timeline.schedule(PATIENCE, this::kill);
            settle();
        });
    }

    private void kill() {
        executor.machine().processes().signalGroup(process.group(), Sig.KILL);
        alarm = timeline.schedule(PATIENCE, () -> {
            if (!isOver() && stopped != null) {
                fail(stopped.apply(CommandFate.MAY_STILL_RUN));
            }
        });
    }

    @Override
    public void outputRefused(IOException reason) {
        stop(fate -> {
            Problem problem = reason instanceof OutputLimitExceeded exceeded
                    ? problem(ExecError.OUTPUT_TOO_LARGE).with("limit", exceeded.limit())
                    : problem(ExecError.OUTPUT_REFUSED).with("reason", Reasons.of(reason));
            return new TransportException(problem, fate, reason);
        });
    }

    @Override
    public void inputUnreadable(IOException reason) {
        stop(fate -> new TransportException(
                problem(ExecError.INPUT_UNREADABLE).with("reason", Reasons.of(reason)), fate, reason));
    }

    private TransportException timeout(CommandFate fate) {
        String remains = fate == CommandFate.STOPPED
                ? "Nothing of it is left."
                : "It could not be stopped from here: look for it with ps(1).";
        return new CommandTimeoutException(problem(ExecError.COMMAND_TIMEOUT).with("remains", remains), fate);
    }

    private TransportException cancelled(CommandFate fate) {
        return new CommandCancelledException(problem(ExecError.COMMAND_CANCELLED), fate);
    }

    private Problem problem(ExecError code) {
        return Problem.of(code)
                .with("target", executor.target())
                .with("command", command)
                .with("timeout", Reasons.inWords(command.timeout()));
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public OutputStream stdin() {
        if (!(streams instanceof TerminalStreams) && !(command.stdin() instanceof Input.Interactive)) {
            throw new IllegalStateException("the input of this command is not interactive: " + command);
        }
        return streams.interactiveInput();
    }

    @Override
    public Exit await() {
        boolean interrupted = Thread.interrupted();
        if (interrupted) {
            cancel();
        }
        try {
            while (true) {
                try {
                    timeline.await(this::isOver, Waiting.unlimited());
                    return outcome();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Exit outcome() {
        return timeline.look(() -> {
            if (exit != null) {
                return exit;
            }
            throw failure == null ? new IllegalStateException("not over") : failure;
        });
    }

    /** Waiting for the end moves no time: nobody may be there who cares. */
    @Override
    public void onEnd(Runnable action) {
        timeline.start(() -> {
            try {
                timeline.await(this::isOver, Waiting.unlimited().inBackground());
                timeline.<Boolean, RuntimeException>outside(() -> {
                    action.run();
                    return true;
                });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void signal(Signal signal) {
        Sig sig = Sig.valueOf(signal.name());
        executor.machine().processes().signalGroup(process.group(), sig);
    }

    @Override
    public void resize(TerminalSize size) {
        streams.resize(size);
    }

    @Override
    public void cancel() {
        stop(this::cancelled);
    }

    @Override
    public void close() {
        if (timeline.look(this::isOver)) {
            return;
        }
        cancel();
        try {
            await();
        } catch (TransportException e) {
            // That is what closing means.
        }
    }
}
