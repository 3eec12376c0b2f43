package io.vmm4j.ssh.internal;

import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.InputPump;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.ManagedCommand;
import io.vmm4j.exec.internal.MarkedSink;
import io.vmm4j.exec.internal.OutputPumps;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.SSHException;
import org.jspecify.annotations.Nullable;

/** A command on a channel of its own. */
class SshCommand extends ManagedCommand implements ExecChannel.Listener {

    /** How long a channel may be silent after its command has ended; a background process may hold it open much longer. */
    private static final Duration SILENCE = Duration.ofMillis(500);

    private final SshConnection connection;
    private final MarkedSink marked;
    private final OutputPumps pumps;
    private final Terminator terminator;
    private final Set<RunningCommand> running;
    private final CompletableFuture<ExecChannel> channel = new CompletableFuture<>();
    private final CompletableFuture<OutputStream> stdin = new CompletableFuture<>();
    private volatile boolean requested;
    private volatile Optional<Ending> ending = Optional.empty();
    private volatile boolean closed;
    private volatile Timeline.@Nullable Scheduled silenceWatch;

    /** How the host said that the command ended. */
    private record Ending(int status, Optional<String> signal) {}

    SshCommand(
            SshConnection connection,
            RemoteSession.Request request,
            OutputSink output,
            Terminator terminator,
            Set<RunningCommand> running) {
        super(request.command(), request.label(), connection.target(), Timeline.system());
        this.connection = connection;
        this.marked = new MarkedSink(request.marks(), output);
        this.pumps = new OutputPumps(sink(output), this::outputRefused, this::lookAtEnd);
        this.terminator = terminator;
        this.running = running;
    }

    /** Where the channel's output goes: past the start mark, unless there is none. */
    OutputSink sink(OutputSink output) {
        return marked;
    }

    /** What has to be asked for before the command: a terminal, for those that have one. */
    void prepare(ExecChannel open) throws SSHException {
        // A plain command needs nothing.
    }

    /** Opens the channel and sends the command, on a thread of its own: a host that does not answer holds nobody up. */
    final void launch(String text, Runnable makeRoom) {
        running.add(this);
        armTimeout();
        IoThreads.run(() -> {
            try {
                open(text, makeRoom);
            } catch (TransportException e) {
                broken(e);
            } catch (SSHException e) {
                broken(failedToStart(e));
            }
        });
    }

    private void open(String text, Runnable makeRoom) throws SSHException {
        try {
            ExecChannel open = connection.openChannel(deadline(), makeRoom, this);
            channel.complete(open);
            if (decided()) {
                closeInBackground(open);
                return;
            }
            prepare(open);
            requested = true;
            open.exec(text);
            OutputStream input = open.input(() -> !decided());
            pumps.start(open.getInputStream(), open.getErrorStream());
            stdin.complete(input);
            if (!(command().stdin() instanceof Input.Interactive)) {
                InputPump.start(command().stdin(), input, this::inputUnreadable);
            }
        } finally {
            stdin.complete(OutputStream.nullOutputStream());
        }
    }

    private TransportException failedToStart(SSHException e) {
        boolean refused = connection.alive();
        CommandFate fate = requested && !refused ? CommandFate.MAY_HAVE_RUN : CommandFate.NOT_RUN;
        return refused
                ? new TransportException(problem(ExecError.COMMAND_NOT_STARTED).with("reason", Reasons.of(e)), fate, e)
                : connectionLost(fate, e);
    }

    @Override
    public final void exited(int status, Optional<String> signal) {
        ending = Optional.of(new Ending(status, signal));
        lookAtEnd();
        watchSilence(-1);
    }

    @Override
    public final void closed() {
        closed = true;
        lookAtEnd();
    }

    @Override
    public final void lost(SSHException cause) {
        CommandFate fate = requested ? CommandFate.MAY_HAVE_RUN : CommandFate.NOT_RUN;
        broken(connectionLost(fate, cause));
    }

    /** Ends the command when its output has been delivered and the host has said how it ended, or that it will not. */
    private void lookAtEnd() {
        if (pumps.done() && (ending.isPresent() || closed)) {
            finish();
        }
    }

    private void finish() {
        Optional<Ending> known = ending;
        if (known.isEmpty()) {
            broken(connectionLost(
                    CommandFate.MAY_HAVE_RUN, new IOException("the channel closed without an exit status")));
        } else if (missesMark()) {
            broken(new TransportException(
                    problem(ExecError.COMMAND_NOT_STARTED).with("reason", marked.preamble()),
                    CommandFate.NOT_RUN,
                    null));
        } else {
            connection.loginShell().learn(marked.answer());
            ended(known.get().status(), known.get().signal());
        }
    }

    /** Whether something else than our script ran. */
    boolean missesMark() {
        return !marked.started();
    }

    /**
     * Looks, again and again, whether output still comes after the command's end. If none did for a while, and an answer of
     * the host that was sent after it has arrived, then none will, except from a process left in the background.
     */
    private void watchSilence(long before) {
        if (decided()) {
            return;
        }
        silenceWatch = Timeline.system().schedule(SILENCE, () -> {
            long now = pumps.progress();
            if (now < 0 || now != before) {
                watchSilence(now);
                return;
            }
            IoThreads.run(() -> {
                if (connection.ping(Duration.ofSeconds(5)) && pumps.progress() == now) {
                    finish();
                } else {
                    watchSilence(pumps.progress());
                }
            });
        });
    }

    @Override
    public final OutputStream stdin() {
        if (!(command().stdin() instanceof Input.Interactive)) {
            throw new IllegalStateException("the input of this command is not interactive: " + command());
        }
        try {
            return stdin.get(deadline().remaining().toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return OutputStream.nullOutputStream();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OutputStream.nullOutputStream();
        }
    }

    @Override
    public final void signal(Signal signal) {
        ExecChannel open = channel.getNow(null);
        if (open != null) {
            terminator.signal(open, marked, command().privilege(), signal);
        }
    }

    @Override
    protected final CommandFate terminate() {
        ExecChannel open = channel.getNow(null);
        if (open == null || !requested) {
            return CommandFate.NOT_RUN;
        }
        return terminator.terminate(open, marked, command().privilege());
    }

    @Override
    protected final void release() {
        running.remove(this);
        pumps.abandon();
        Timeline.Scheduled watch = silenceWatch;
        if (watch != null) {
            watch.cancel();
        }
        ExecChannel open = channel.getNow(null);
        boolean hostCloses = closed || (ending.isPresent() && pumps.done());
        if (open != null && !hostCloses) {
            closeInBackground(open);
        }
    }

    /** Closing waits for the host's answer, which may come only when the command's last process has ended. */
    private static void closeInBackground(ExecChannel open) {
        IoThreads.run(() -> {
            try {
                open.close();
            } catch (SSHException e) {
                // The connection is gone, and the channel with it.
            }
        });
    }

    /** The channel, for what only a terminal can do. */
    final Optional<ExecChannel> channel() {
        return Optional.ofNullable(channel.getNow(null));
    }
}
