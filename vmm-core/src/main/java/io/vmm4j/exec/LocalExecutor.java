package io.vmm4j.exec;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.internal.LocalCommand;
import io.vmm4j.exec.internal.LocalTerminal;
import io.vmm4j.exec.internal.LocalTunnel;
import io.vmm4j.exec.internal.ManagedCommand;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs commands on this machine, as the user of this program. Thread safe.
 *
 * <p>A command that is stopped is stopped with all its descendants. Terminals need script(1); they take their size when they
 * are opened and keep it.
 */
public final class LocalExecutor implements CommandExecutor {

    private final RootAccess rootAccess;
    private final Set<ManagedCommand> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private LocalExecutor(RootAccess rootAccess) {
        this.rootAccess = rootAccess;
    }

    /** An executor that reaches root by being root, or else by doas(1). */
    public static LocalExecutor create() {
        return create("root".equals(System.getProperty("user.name")) ? RootAccess.DIRECT : RootAccess.DOAS);
    }

    /** An executor that reaches root like this. */
    public static LocalExecutor create(RootAccess rootAccess) {
        return new LocalExecutor(rootAccess);
    }

    @Override
    public String target() {
        return "local:";
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        requireOpen();
        return LocalCommand.start(command, rootAccess, output, running);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        requireOpen();
        return LocalTerminal.open(command, size, rootAccess, output, running);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        requireOpen();
        return LocalTunnel.open(target(), host, port, timeout);
    }

    @Override
    public CommandExecutor newConnection() {
        requireOpen();
        return new LocalExecutor(rootAccess);
    }

    private void requireOpen() {
        if (closed) {
            throw new TransportException(
                    Problem.of(ExecError.EXECUTOR_CLOSED).with("target", target()), CommandFate.NOT_RUN, null);
        }
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(ManagedCommand::cancel);
        running.forEach(ManagedCommand::close);
    }

    @Override
    public String toString() {
        return "LocalExecutor[" + rootAccess + "]";
    }
}
