package io.vmm4j.ssh;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.ssh.internal.RemoteHost;
import io.vmm4j.ssh.internal.SshSettings;
import java.time.Duration;
import java.util.List;

/**
 * Runs commands on a host over SSH, by sshj. Thread safe.
 *
 * <p>One connection serves all callers, with at most eight sessions at a time. It is made when the executor is, and made again
 * by the next call after it broke. A command with {@link Effect#READ} whose connection breaks is repeated once; any other
 * command is repeated only if it is certain that it never reached the host. Commands that only read and have no input share a
 * few shells that are kept open on the host, which is several times faster than a channel for each.
 *
 * <p>Defaults: host keys must be in {@code known_hosts} ({@link HostKeyPolicy#strict()}), the user's own unprotected keys are
 * tried, connecting and logging in may take 20 seconds, a silent connection is given up after 45 seconds.
 *
 * <p>sshj's choice of a cryptography provider is one for the whole process: this class leaves it to the JDK, so that a program
 * that uses sshj itself finds Bouncy Castle not registered by it.
 */
public final class SshExecutor implements CommandExecutor {

    private final SshSettings settings;
    private final RemoteHost host;

    SshExecutor(SshSettings settings) {
        this.settings = settings;
        this.host = RemoteHost.bySshj(settings);
    }

    /**
     * An executor for {@code ssh://user@host:port} that is still to be told how to log in and what to trust.
     *
     * @throws IllegalArgumentException if the address has another form
     */
    public static SshExecutorBuilder to(String address) {
        return to(SshAddress.parse(address));
    }

    /** An executor for an address that is still to be told how to log in and what to trust. */
    public static SshExecutorBuilder to(SshAddress address) {
        return new SshExecutorBuilder(address);
    }

    /** Where it runs commands. */
    public SshAddress address() {
        return settings.address();
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
    public SshExecutor newConnection() {
        return new SshExecutor(settings);
    }

    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "SshExecutor[" + address() + "]";
    }
}
