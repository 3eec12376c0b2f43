package io.vmm4j.testkit.internal.host;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.SequentialBatch;
import io.vmm4j.testkit.internal.kernel.Account;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.traffic.SshAccess;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs commands on a simulated machine in this process: argv goes straight to programs, there is no shell between. Timeouts count
 * on the machine's timeline; on a virtual one waiting for a command moves it.
 *
 * <p>It stands for a connection to sshd(8): pf(4) may refuse it, and cuts it when its state goes. Like one by SSH it is made again
 * for the next command.
 */
public final class SimulatedExecutor implements CommandExecutor {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Machine machine;
    private final Account account;
    private final Journal journal;
    private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private SshAccess.@Nullable Link link;

    private SimulatedExecutor(Machine machine, Account account, Journal journal) {
        this.machine = machine;
        this.account = account;
        this.journal = journal;
    }

    /**
     * An executor that works as this user.
     *
     * @throws TransportException if no new connection gets through to port 22
     */
    public static SimulatedExecutor connect(Machine machine, Account account, Journal journal) {
        SimulatedExecutor executor = new SimulatedExecutor(machine, account, journal);
        executor.requireConnection();
        return executor;
    }

    /** Makes the connection, or makes it again if it does not get through any more. */
    private void requireConnection() {
        SshAccess.Link present = link;
        if (present != null && present.isAlive()) {
            return;
        }
        try {
            link = SshAccess.of(machine).connect(this::connectionLost);
        } catch (SystemError e) {
            if (e.errno() == Errno.ETIMEDOUT) {
                machine.timeline().advance(CONNECT_TIMEOUT);
            }
            throw new TransportException(
                    Problem.of(ExecError.CONNECTION_FAILED)
                            .with("target", target())
                            .with("reason", e.errno().text()),
                    CommandFate.NOT_RUN,
                    e);
        }
    }

    /** Called with the lock of the timeline held. */
    private void connectionLost() {
        for (AutoCloseable one : open) {
            if (one instanceof SimulatedCommand command) {
                command.connectionLost();
            }
        }
    }

    @Override
    public String target() {
        return "sim://" + account.name() + "@" + machine.hostname();
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return start(command, output, journal.nextRoundTrip());
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return SequentialBatch.run(new OneRoundTrip(), batch, machine.timeline());
    }

    private SimulatedCommand start(Command command, OutputSink output, int roundTrip) {
        requireOpen();
        return SimulatedCommand.start(this, command, new PipeStreams(machine, command, output), roundTrip);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        requireOpen();
        TerminalStreams streams = new TerminalStreams(machine, account, size, output);
        return SimulatedCommand.start(this, command, streams, journal.nextRoundTrip());
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        requireOpen();
        SimulatedTunnel tunnel = SimulatedTunnel.open(machine, target(), host, port, timeout);
        open.add(tunnel);
        return tunnel;
    }

    @Override
    public SimulatedExecutor newConnection() {
        requireNotClosed();
        return connect(machine, account, journal);
    }

    Machine machine() {
        return machine;
    }

    Account account() {
        return account;
    }

    Journal journal() {
        return journal;
    }

    RootAccess rootAccess() {
        return account.isRoot() ? RootAccess.DIRECT : RootAccess.DOAS;
    }

    void running(SimulatedCommand command) {
        open.add(command);
    }

    void ended(SimulatedCommand command) {
        open.remove(command);
    }

    private void requireOpen() {
        requireNotClosed();
        requireConnection();
    }

    private void requireNotClosed() {
        if (closed) {
            throw new TransportException(
                    Problem.of(ExecError.EXECUTOR_CLOSED).with("target", target()), CommandFate.NOT_RUN, null);
        }
    }

    @Override
    public void close() {
        closed = true;
        SshAccess.Link present = link;
        if (present != null) {
            present.close();
        }
        for (AutoCloseable one : open) {
            if (one instanceof SimulatedCommand command) {
                command.close();
            } else if (one instanceof SimulatedTunnel tunnel) {
                tunnel.close();
            }
        }
        open.clear();
    }

    @Override
    public String toString() {
        return "SimulatedExecutor[" + target() + "]";
    }

    /** The same executor for the commands of one batch. */
    private final class OneRoundTrip implements CommandExecutor {

        private final int roundTrip = journal.nextRoundTrip();

        @Override
        public String target() {
            return SimulatedExecutor.this.target();
        }

        @Override
        public RunningCommand start(Command command, OutputSink output) {
            return SimulatedExecutor.this.start(command, output, roundTrip);
        }

        @Override
        public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
            return SimulatedExecutor.this.openTerminal(command, size, output);
        }

        @Override
        public Tunnel openTunnel(String host, int port, Duration timeout) {
            return SimulatedExecutor.this.openTunnel(host, port, timeout);
        }

        @Override
        public CommandExecutor newConnection() {
            return SimulatedExecutor.this.newConnection();
        }

        @Override
        public void close() {
            // The executor that made it is closed by whoever has it.
        }
    }
}
