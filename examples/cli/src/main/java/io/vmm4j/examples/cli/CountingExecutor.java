package io.vmm4j.examples.cli;

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
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the commands that it hands on to another executor; the commands of one batch are one round trip and count as one. */
final class CountingExecutor implements CommandExecutor {

    private final CommandExecutor executor;
    private final AtomicInteger count;

    CountingExecutor(CommandExecutor executor, AtomicInteger count) {
        this.executor = executor;
        this.count = count;
    }

    @Override
    public String target() {
        return executor.target();
    }

    @Override
    public CommandResult run(Command command) {
        count.incrementAndGet();
        return executor.run(command);
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        count.incrementAndGet();
        return executor.runAll(batch);
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        count.incrementAndGet();
        return executor.start(command, output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        count.incrementAndGet();
        return executor.openTerminal(command, size, output);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return executor.openTunnel(host, port, timeout);
    }

    @Override
    public CommandExecutor newConnection() {
        return new CountingExecutor(executor.newConnection(), count);
    }

    @Override
    public void close() {
        executor.close();
    }
}
