package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.Input;
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

/** Everything that lives as long as one connection: its commands, its kept shells, and the way to stop them. */
public final class SshSession {

    private static final int BATCH_OUTPUT_LIMIT = 256 * 1024 * 1024;

    private final SshConnection connection;
    private final RemoteScript script;
    private final KeptShells shells;
    private final Terminator terminator;
    private final Set<RunningCommand> running = ConcurrentHashMap.newKeySet();

    private SshSession(SshConnection connection, RootAccess rootAccess) {
        this.connection = connection;
        this.script = new RemoteScript(rootAccess);
        this.shells = new KeptShells(connection, script);
        this.terminator = new Terminator(connection, rootAccess, shells::makeRoom);
    }

    /**
     * Connects and logs in.
     *
     * @throws TransportException with fate NOT_RUN
     */
    public static SshSession open(SshSettings settings) {
        return new SshSession(new Connector(settings).connect(), settings.rootAccess());
    }

    /** Whether the connection is alive as far as is known. */
    public boolean alive() {
        return connection.alive();
    }

    /** Runs a command by a kept shell, if it suits one and there is one. */
    public Optional<CommandResult> runKept(Command command) {
        return KeptShells.suits(command) && script.single(command, new Marks()).length() < KeptShells.LONGEST_LINE
                ? shells.run(command, terminator)
                : Optional.empty();
    }

    /** Starts a command on a channel of its own. */
    public RunningCommand start(Command command, OutputSink output) {
        Marks marks = new Marks();
        String text = text(script.single(command, marks));
        SshCommand started = new SshCommand(
                connection, new SshCommand.Request(command, command, marks), output, terminator, running);
        started.launch(text, shells::makeRoom);
        return started;
    }

    /** Starts a command on a terminal. */
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        String text = text(script.terminal(command));
        Command interactive = command.withStdin(Input.interactive());
        SshTerminal started = new SshTerminal(
                connection,
                new SshCommand.Request(interactive, command, new Marks()),
                size,
                output,
                terminator,
                running);
        started.launch(text, shells::makeRoom);
        return started;
    }

    /** Opens a tunnel. */
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return SshTunnel.open(connection, host, port, timeout);
    }

    /** Whether the batch fits into one round trip. */
    public boolean fits(Batch batch) {
        return RemoteScript.length(RemoteScript.forLoginShell(script.batch(batch, new Marks())))
                <= RemoteScript.LENGTH_LIMIT;
    }

    /** Runs a batch in one round trip. */
    public List<CommandResult> runAll(Batch batch) {
        Marks marks = new Marks();
        String text = text(script.batch(batch, marks));
        boolean anyRoot = batch.commands().stream().anyMatch(command -> command.privilege() == Privilege.ROOT);
        Command carrier = Command.of(batch.effect(), List.of("sh"))
                .withTimeout(batch.timeout())
                .withPrivilege(anyRoot ? Privilege.ROOT : Privilege.USER)
                .withOutputLimit(BATCH_OUTPUT_LIMIT);
        String label = batch.commands().stream().map(Command::toString).collect(Collectors.joining("; "));
        CollectingSink sink = new CollectingSink(BATCH_OUTPUT_LIMIT);
        try (SshCommand started =
                new SshCommand(connection, new SshCommand.Request(carrier, label, marks), sink, terminator, running)) {
            started.launch(text, shells::makeRoom);
            Exit exit = started.await();
            List<CommandResult> results = split(marks, sink, exit.elapsed());
            requireWhole(batch, label, results, exit);
            return results;
        } catch (TransportException e) {
            List<CommandResult> ended = split(marks, sink, Duration.ZERO);
            for (int i = 0; i < ended.size(); i++) {
                e.addToTranscript(Transcripts.finished(
                        connection.target(), batch.commands().get(i), ended.get(i)));
            }
            throw e;
        }
    }

    private static List<CommandResult> split(Marks marks, CollectingSink sink, Duration elapsed) {
        return BatchOutput.split(marks, sink.stdoutSoFar(), sink.stderrSoFar(), elapsed);
    }

    private void requireWhole(Batch batch, String label, List<CommandResult> results, Exit exit) {
        boolean stopped = batch.onFailure() == Batch.OnFailure.STOP
                && !results.isEmpty()
                && !results.get(results.size() - 1).succeeded();
        if (results.size() < batch.commands().size() && !stopped) {
            throw new TransportException(
                    Problem.of(ExecError.CONNECTION_LOST)
                            .with("target", connection.target())
                            .with("command", label)
                            .with("reason", "the script ended early with " + exit),
                    CommandFate.MAY_HAVE_RUN,
                    null);
        }
    }

    private String text(String scriptText) {
        String text = RemoteScript.forLoginShell(scriptText);
        int length = RemoteScript.length(text);
        if (length > RemoteScript.LENGTH_LIMIT) {
            throw new TransportException(
                    Problem.of(ExecError.COMMAND_TOO_LONG)
                            .with("target", connection.target())
                            .with("length", length)
                            .with("limit", RemoteScript.LENGTH_LIMIT + " bytes"),
                    CommandFate.NOT_RUN,
                    null);
        }
        return text;
    }

    /** Stops what runs, as far as the host lets us in bounded time, and ends the connection. */
    public void close() {
        if (connection.alive()) {
            running.forEach(RunningCommand::cancel);
            running.forEach(RunningCommand::close);
        }
        connection.close();
    }
}
