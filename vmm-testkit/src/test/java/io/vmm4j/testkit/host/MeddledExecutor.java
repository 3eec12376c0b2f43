package io.vmm4j.testkit.host;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Lets somebody else do something on the host right before the round trip with such a command. */
record MeddledExecutor(CommandExecutor below, Predicate<Command> before, Runnable meddling) implements CommandExecutor {

    @Override
    public String target() {
        return below.target();
    }

    @Override
    public CommandResult run(Command command) {
        meddle(List.of(command));
        return below.run(command);
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        meddle(batch.commands());
        return below.runAll(batch);
    }

    private void meddle(List<Command> commands) {
        if (commands.stream().anyMatch(before)) {
            meddling.run();
        }
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
        return new MeddledExecutor(below.newConnection(), before, meddling);
    }

    @Override
    public void close() {
        below.close();
    }
}
