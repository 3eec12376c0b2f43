package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.Marks;
import java.time.Duration;
import java.util.Optional;

/** A session on a connection of sshj's, with its kept shells and the way to stop commands. */
final class SshSession extends RemoteSession {

    private final SshConnection connection;
    private final KeptShells shells;
    private final Terminator terminator;

    private SshSession(SshConnection connection, RootAccess rootAccess) {
        super(connection.target(), rootAccess);
        this.connection = connection;
        this.shells = new KeptShells(connection, script());
        this.terminator = new Terminator(connection, rootAccess, shells::makeRoom);
    }

    /**
     * Connects and logs in.
     *
     * @throws io.vmm4j.exec.TransportException with fate NOT_RUN
     */
    static SshSession open(SshSettings settings) {
        return new SshSession(new Connector(settings).connect(), settings.rootAccess());
    }

    @Override
    boolean alive() {
        return connection.alive();
    }

    @Override
    String forLoginShell(String scriptText) {
        return connection.loginShell().text(scriptText);
    }

    @Override
    Optional<CommandResult> runFast(Command command) {
        boolean suits = KeptShells.suits(command)
                && script().single(command, new Marks()).length() < KeptShells.LONGEST_LINE;
        return suits ? shells.run(command, terminator, running()) : Optional.empty();
    }

    @Override
    RunningCommand launch(Request request, String text, OutputSink output) {
        SshCommand started = new SshCommand(connection, request, output, terminator, running());
        started.launch(text, shells::makeRoom);
        return started;
    }

    @Override
    Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        Request request = new Request(command.withStdin(Input.interactive()), command, new Marks());
        SshTerminal started = new SshTerminal(connection, request, size, output, terminator, running());
        started.launch(text(script().terminal(command)), shells::makeRoom);
        return started;
    }

    @Override
    Tunnel openTunnel(String host, int port, Duration timeout) {
        return SshTunnel.open(connection, host, port, timeout);
    }

    @Override
    void disconnect() {
        connection.close();
    }
}
