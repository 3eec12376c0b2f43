package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.Privilege;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.BatchOutput;
import io.vmm4j.exec.internal.CollectingSink;
import io.vmm4j.exec.internal.Marks;
import io.vmm4j.exec.internal.RemoteScript;
import io.vmm4j.exec.internal.Transcripts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What lives as long as one connection, whoever speaks the protocol. Thread safe. */
abstract class RemoteSession {

    private static final int BATCH_OUTPUT_LIMIT = 256 * 1024 * 1024;

    private final String target;
    private final RemoteScript script;
    private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();

    RemoteSession(String target, RootAccess rootAccess) {
        this.target = target;
        this.script = new RemoteScript(rootAccess);
    }

    /** A command, what errors show of it, and how its script marks its start. */
    record Request(Command command, Object label, Marks marks) {}

    /** Whether the connection is alive as far as is known. */
    abstract boolean alive();

    /** The script by which a single command is run. */
    String scriptFor(Command command, Marks marks) {
        return script.single(command, marks);
    }

    /** Starts what the text says, on the login shell. */
    abstract RunningCommand launch(Request request, String text, OutputSink output);

    /** Starts a command on a terminal. */
    abstract Terminal openTerminal(Command command, TerminalSize size, OutputSink output);

    /** Opens a tunnel. */
    abstract Tunnel openTunnel(String host, int port, Duration timeout);

    /** Ends the connection in bounded time. */
    abstract void disconnect();

    /** Runs a command in a faster way than by a session of its own, if there is one. */
    Optional<CommandResult> runFast(Command command) {
        return Optional.empty();
    }

    final String target() {
        return target;
    }

    final RemoteScript script() {
        return script;
    }

    /** The commands that run; each takes itself out when it has ended. */
    final Set<RunningCommand> running() {
        return running;
    }

    /** Starts a command. */
    final RunningCommand start(Command command, OutputSink output) {
        Marks marks = new Marks();
        return launch(new Request(command, command, marks), text(scriptFor(command, marks)), output);
    }

    /** Whether the batch fits into one round trip. */
    final boolean fits(Batch batch) {
        return RemoteScript.length(RemoteScript.forLoginShell(script.batch(batch, new Marks())))
                <= RemoteScript.LENGTH_LIMIT;
    }

    /** Runs a batch in one round trip. */
    final List<CommandResult> runAll(Batch batch) {
        Marks marks = new Marks();
        String text = text(script.batch(batch, marks));
        String label = batch.commands().stream().map(Command::toString).collect(Collectors.joining("; "));
        CollectingSink sink = new CollectingSink(BATCH_OUTPUT_LIMIT);
        try (RunningCommand started = launch(new Request(carrier(batch), label, marks), text, sink)) {
            Exit exit = started.await();
            List<CommandResult> results = split(marks, sink, exit.elapsed());
            requireWhole(batch, label, results, exit);
            return results;
        } catch (TransportException e) {
            List<CommandResult> ended = split(marks, sink, Duration.ZERO);
            for (int i = 0; i < ended.size(); i++) {
                e.addToTranscript(Transcripts.finished(target, batch.commands().get(i), ended.get(i)));
            }
            throw e;
        }
    }

    /** The command that stands for the script of a batch. */
    private static Command carrier(Batch batch) {
        boolean anyRoot = batch.commands().stream().anyMatch(command -> command.privilege() == Privilege.ROOT);
        return Command.of(batch.effect(), List.of("sh"))
                .withTimeout(batch.timeout())
                .withPrivilege(anyRoot ? Privilege.ROOT : Privilege.USER);
    }

    private static List<CommandResult> split(Marks marks, CollectingSink sink, Duration elapsed) {
        return BatchOutput.split(marks, sink.stdoutSoFar(), sink.stderrSoFar(), elapsed);
    }

    private void requireWhole(Batch batch, String label, List<CommandResult> results, Exit exit) {
        int last = results.size() - 1;
        boolean stopped = last >= 0 && !results.get(last).succeeded() && batch.stopsAt(last);
        if (results.size() < batch.commands().size() && !stopped) {
            throw new TransportException(
                    Problem.of(ExecError.CONNECTION_LOST)
                            .with("target", target)
                            .with("command", label)
                            .with("reason", "the script ended early with " + exit),
                    CommandFate.MAY_HAVE_RUN,
                    null);
        }
    }

    /** The script in words that the login shell understands. */
    String forLoginShell(String scriptText) {
        return RemoteScript.forLoginShell(scriptText);
    }

    /** The script as text for the login shell. */
    final String text(String scriptText) {
        String text = forLoginShell(scriptText);
        int length = RemoteScript.length(text);
        if (length > RemoteScript.LENGTH_LIMIT) {
            throw new TransportException(
                    Problem.of(ExecError.COMMAND_TOO_LONG)
                            .with("target", target)
                            .with("length", length)
                            .with("limit", RemoteScript.LENGTH_LIMIT + " bytes"),
                    CommandFate.NOT_RUN,
                    null);
        }
        return text;
    }

    /** Stops what runs, as far as the host lets us in bounded time, and ends the connection. */
    final void close() {
        if (alive()) {
            running.forEach(RunningCommand::cancel);
            running.forEach(RunningCommand::close);
        }
        disconnect();
    }
}
