package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.EndMarkedSink;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.ManagedCommand;
import io.vmm4j.exec.internal.MarkedSink;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.ssh.SshError;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A command run by a process of ssh(1) through the master connection. */
class OpenSshCommand extends ManagedCommand {

    static final List<String> NO_TERMINAL = List.of("-T", "-o", "LogLevel=ERROR");
    static final List<String> TERMINAL = List.of("-tt", "-o", "LogLevel=ERROR");

    private static final Pattern NEVER_SENT = Pattern.compile(
            "mux_client_request_session|mux_client_hello_exchange|Control socket connect|kex_exchange_identification");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration NOTICE = Duration.ofMillis(500);
    private static final int CLIENT_FAILED = 255;

    private final OpenSshMaster master;
    private final RemoteScript script;
    private final Set<RunningCommand> running;
    private final EndMarkedSink endMarked;
    private final MarkedSink marked;
    private final CompletableFuture<RunningCommand> client = new CompletableFuture<>();
    private final CountDownLatch over = new CountDownLatch(1);

    OpenSshCommand(
            OpenSshMaster master,
            RemoteSession.Request request,
            OutputSink output,
            RemoteScript script,
            Set<RunningCommand> running) {
        super(request.command(), request.label(), master.target(), Timeline.system());
        this.master = master;
        this.script = script;
        this.running = running;
        this.endMarked = new EndMarkedSink(request.marks(), output, this::endMarkSeen);
        this.marked = new MarkedSink(request.marks(), endMarked);
    }

    /** Starts ssh with the text as its command, when there is a session to be had. */
    final void launch(String text, List<String> options) {
        running.add(this);
        armTimeout();
        IoThreads.run(() -> {
            try {
                runClient(text, options);
            } catch (TransportException e) {
                clientFailed(e);
            } catch (InterruptedException e) {
                broken(connectionLost(CommandFate.NOT_RUN, e));
            } finally {
                over.countDown();
                client.complete(Absent.INSTANCE);
            }
        });
    }

    private void runClient(String text, List<String> options) throws InterruptedException {
        while (!decided()) {
            long seen = master.gate().departures();
            if (!master.gate().enter(deadline(), () -> {})) {
                return;
            }
            Exit exit;
            try {
                // This command's own timeout stops it on the host; the client's comes only after that.
                Duration later = deadline().remaining().plus(TERMINATION_LIMIT).plus(TERMINATION_LIMIT);
                RunningCommand started = master.start(command(), options, List.of(text), later, marked);
                client.complete(started);
                exit = started.await();
            } finally {
                master.gate().leave();
            }
            if (!refused() || !master.alive() || !master.gate().awaitAnother(deadline(), seen, () -> {})) {
                over.countDown();
                conclude(exit);
                return;
            }
        }
    }

    private boolean refused() {
        return !marked.started() && marked.preamble().contains("Session open refused");
    }

    /** Whether ssh said that it did not come as far as sending the command. */
    private boolean neverSent() {
        return !marked.started() && NEVER_SENT.matcher(marked.preamble()).find();
    }

    private void endMarkSeen() {
        OptionalInt status = endMarked.status();
        if (status.isPresent()) {
            over.countDown();
            ended(status.getAsInt(), Optional.empty());
        }
    }

    /** What the end of ssh means when no end mark was seen: a terminal has none. */
    private void conclude(Exit exit) {
        if (!master.stillAlive(exit.status() == CLIENT_FAILED ? NOTICE : Duration.ZERO)) {
            broken(connectionLost(neverSent() ? CommandFate.NOT_RUN : CommandFate.MAY_HAVE_RUN, master.death()));
        } else if (marked.started()) {
            ended(exit.status(), Optional.empty());
        } else {
            String said = marked.preamble();
            broken(new TransportException(
                    problem(refused() ? SshError.NO_SESSION : ExecError.COMMAND_NOT_STARTED)
                            .with("reason", said.isEmpty() ? exit.toString() : said),
                    CommandFate.NOT_RUN,
                    null));
        }
    }

    private void clientFailed(TransportException e) {
        IOException reason = e.getCause() instanceof IOException cause ? cause : new IOException(e);
        if (e.code() == ExecError.OUTPUT_REFUSED || e.code() == ExecError.OUTPUT_TOO_LARGE) {
            outputRefused(reason);
        } else if (e.code() == ExecError.INPUT_UNREADABLE) {
            inputUnreadable(reason);
        } else {
            broken(connectionLost(client.isDone() ? CommandFate.MAY_HAVE_RUN : CommandFate.NOT_RUN, e));
        }
    }

    final MarkedSink marked() {
        return marked;
    }

    final OpenSshMaster master() {
        return master;
    }

    @Override
    public final OutputStream stdin() {
        if (!(command().stdin() instanceof Input.Interactive)) {
            throw new IllegalStateException("the input of this command is not interactive: " + command());
        }
        try {
            long patience = deadline().remaining().toMillis() + 1;
            return client.get(patience, TimeUnit.MILLISECONDS).stdin();
        } catch (ExecutionException | TimeoutException e) {
            return OutputStream.nullOutputStream();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OutputStream.nullOutputStream();
        }
    }

    @Override
    public final void signal(Signal signal) {
        try {
            kill(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    protected final CommandFate terminate() {
        try {
            for (Signal signal : List.of(Signal.TERM, Signal.KILL)) {
                if (over.getCount() == 0 || !kill(signal)) {
                    break;
                }
                if (over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
            boolean stopped = over.getCount() == 0 && master.alive();
            return stopped ? CommandFate.STOPPED : CommandFate.MAY_STILL_RUN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CommandFate.MAY_STILL_RUN;
        }
    }

    /** Sends a signal to the command's process group by another ssh; false if its group is not known or nobody answered. */
    private boolean kill(Signal signal) throws InterruptedException {
        OptionalLong group = marked.processGroup(PATIENCE.toMillis());
        if (group.isEmpty() || !master.alive()) {
            return false;
        }
        String text = RemoteScript.forLoginShell(
                script.kill(signal.name(), group.getAsLong(), command().privilege()));
        try (RunningCommand killer = master.start(
                command().withStdin(Input.none()), NO_TERMINAL, List.of(text), PATIENCE, OutputSink.discard())) {
            killer.await();
            return true;
        } catch (TransportException e) {
            return false;
        }
    }

    @Override
    protected final void release() {
        running.remove(this);
        client.getNow(Absent.INSTANCE).cancel();
    }

    /** Stands for a client that was never started. */
    private enum Absent implements RunningCommand {
        INSTANCE;

        @Override
        public Command command() {
            return Command.read("ssh");
        }

        @Override
        public OutputStream stdin() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public Exit await() {
            return Exit.of(CLIENT_FAILED, Duration.ZERO);
        }

        @Override
        public void signal(Signal signal) {
            // There is nobody to signal.
        }

        @Override
        public void cancel() {
            // There is nothing to cancel.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
