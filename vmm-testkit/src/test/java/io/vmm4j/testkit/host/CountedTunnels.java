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
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A host's executor that knows how many tunnels were tried, came about, and are open still. */
final class CountedTunnels implements CommandExecutor {

    private final CommandExecutor below;
    final AtomicInteger tried = new AtomicInteger();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();

    CountedTunnels(CommandExecutor below) {
        this.below = below;
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        tried.incrementAndGet();
        Tunnel tunnel = below.openTunnel(host, port, timeout);
        opened.incrementAndGet();
        open.incrementAndGet();
        return new Counted(tunnel, new AtomicInteger(1));
    }

    private final class Counted implements Tunnel {

        private final Tunnel tunnel;
        private final AtomicInteger mine;

        Counted(Tunnel tunnel, AtomicInteger mine) {
            this.tunnel = tunnel;
            this.mine = mine;
        }

        @Override
        public InputStream input() {
            return tunnel.input();
        }

        @Override
        public OutputStream output() {
            return tunnel.output();
        }

        @Override
        public void setReadTimeout(Duration timeout) {
            tunnel.setReadTimeout(timeout);
        }

        @Override
        public void close() {
            open.addAndGet(-mine.getAndSet(0));
            tunnel.close();
        }
    }

    @Override
    public String target() {
        return below.target();
    }

    @Override
    public CommandResult run(Command command) {
        return below.run(command);
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return below.runAll(batch);
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
    public CommandExecutor newConnection() {
        return below.newConnection();
    }

    @Override
    public void close() {
        below.close();
    }
}
