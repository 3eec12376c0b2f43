package io.vmm4j.ssh;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.CollectingSink;
import io.vmm4j.ssh.internal.BatchParts;
import io.vmm4j.ssh.internal.SessionHolder;
import io.vmm4j.ssh.internal.SshSession;
import io.vmm4j.ssh.internal.SshSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    private final SshAddress address;
    private final SessionHolder sessions;

    SshExecutor(SshSettings settings) {
        this.address = settings.address();
        this.sessions = new SessionHolder(settings);
        sessions.get();
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
        return address;
    }

    @Override
    public String target() {
        return address.toString();
    }

    @Override
    public CommandResult run(Command command) {
        return repeating(command.effect(), session -> {
            Optional<CommandResult> result = session.runKept(command);
            return result.isPresent() ? result.get() : CollectingSink.run(this, command);
        });
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return BatchParts.run(
                batch,
                part -> sessions.get().fits(part),
                part -> repeating(part.effect(), session -> session.runAll(part)));
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return sessions.get().start(command, output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return sessions.get().openTerminal(command, size, output);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return sessions.get().openTunnel(host, port, timeout);
    }

    /** Does it, and once more if the connection broke and nothing speaks against it. */
    private <T> T repeating(Effect effect, Function<SshSession, T> action) {
        try {
            return action.apply(sessions.get());
        } catch (TransportException e) {
            boolean lost = e.code() == ExecError.CONNECTION_LOST;
            if (lost && (effect == Effect.READ || e.fate() == CommandFate.NOT_RUN) && !sessions.closed()) {
                return action.apply(sessions.get());
            }
            throw e;
        }
    }

    @Override
    public void close() {
        sessions.close();
    }

    @Override
    public String toString() {
        return "SshExecutor[" + address + "]";
    }
}
