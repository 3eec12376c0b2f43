package io.vmm4j.ssh;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.ssh.internal.OpenSshSettings;
import io.vmm4j.ssh.internal.RemoteHost;
import java.time.Duration;
import java.util.List;

/**
 * Runs commands on a host by the system's own {@code ssh}, with one master connection for all of them. Thread safe.
 *
 * <p>For whatever {@link SshExecutor} does not know: agents, hardware keys, certificates, and a {@code ~/.ssh/config} that must
 * be honoured in full. It starts a process for each command, which takes a few times as long. Nothing is ever asked for on a
 * terminal: what would need a question fails.
 *
 * <p>The master connection is made when the executor is, and made again by the next call after it broke; commands are repeated
 * after that as {@link SshExecutor} does.
 */
public final class OpenSshExecutor implements CommandExecutor {

    private final OpenSshSettings settings;
    private final RemoteHost host;

    OpenSshExecutor(OpenSshSettings settings) {
        this.settings = settings;
        this.host = RemoteHost.byOpenSsh(settings);
    }

    /**
     * An executor for a destination as ssh(1) takes it: a host or a name from {@code ~/.ssh/config}, {@code user@host}, or
     * {@code ssh://user@host:port}.
     *
     * @throws IllegalArgumentException if it is empty or looks like an option
     */
    public static OpenSshExecutorBuilder to(String destination) {
        return new OpenSshExecutorBuilder(destination);
    }

    @Override
    public String target() {
        return host.target();
    }

    @Override
    public CommandResult run(Command command) {
        return host.run(command, () -> CommandExecutor.super.run(command));
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return host.runAll(batch);
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return host.start(command, output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return host.openTerminal(command, size, output);
    }

    @Override
    public Tunnel openTunnel(String farHost, int port, Duration timeout) {
        return host.openTunnel(farHost, port, timeout);
    }

    @Override
    public OpenSshExecutor newConnection() {
        return new OpenSshExecutor(settings);
    }

    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "OpenSshExecutor[" + host.target() + "]";
    }
}
