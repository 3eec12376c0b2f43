package io.vmm4j.testkit.disk;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** At one round trip a command ends with a status that is not 0: the first of a batch. */
final class FailingExecutor implements CommandExecutor {

    private final CommandExecutor below;
    private final int spoiled;
    private final When when;
    private int trips;

    /** Whether it has done something by then. */
    enum When {
        WITHOUT_EFFECT,
        AFTER_ITS_EFFECT
    }

    FailingExecutor(CommandExecutor below, int spoiled, When when) {
        this.below = below;
        this.spoiled = spoiled;
        this.when = when;
    }

    @Override
    public String target() {
        return below.target();
    }

    @Override
    public CommandResult run(Command command) {
        if (++trips != spoiled) {
            return below.run(command);
        }
        byte[] printed = when == When.AFTER_ITS_EFFECT ? below.run(command).stdoutBytes() : new byte[0];
        return failed(printed);
    }

    private static CommandResult failed(byte[] printed) {
        return new CommandResult(
                Exit.of(1, Duration.ZERO), printed, "sh: Input/output error\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        if (++trips != spoiled) {
            return below.runAll(batch);
        }
        return batch.commands().stream().map(command -> failed(new byte[0])).toList();
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return below.start(command, output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return below.openTerminal(command, size, output);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return below.openTunnel(host, port, timeout);
    }

    @Override
    public CommandExecutor newConnection() {
        return below.newConnection();
    }

    @Override
    public void close() {
        below.close();
    }
}
