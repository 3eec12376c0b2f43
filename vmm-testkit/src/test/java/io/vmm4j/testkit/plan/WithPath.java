package io.vmm4j.testkit.plan;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import java.time.Duration;

/** Has commands look for their programs elsewhere. */
record WithPath(CommandExecutor below, String path) implements CommandExecutor {

    @Override
    public String target() {
        return below.target();
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return below.start(command.withEnvironment("PATH", path), output);
    }

    @Override
    public Terminal openTerminal(Command command, TerminalSize size, OutputSink output) {
        return below.openTerminal(command.withEnvironment("PATH", path), size, output);
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        return below.openTunnel(host, port, timeout);
    }

    @Override
    public CommandExecutor newConnection() {
        return new WithPath(below.newConnection(), path);
    }

    @Override
    public void close() {
        below.close();
    }
}
