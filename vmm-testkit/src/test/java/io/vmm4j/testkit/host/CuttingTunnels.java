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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A host's executor of whose tunnels one breaks when so many bytes have come through it. */
final class CuttingTunnels implements CommandExecutor {

    private final CommandExecutor below;
    private final int number;
    private final int bytes;
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingTunnels(CommandExecutor below, int number, int bytes) {
        this.below = below;
        this.number = number;
        this.bytes = bytes;
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public Tunnel openTunnel(String host, int port, Duration timeout) {
        Tunnel tunnel = below.openTunnel(host, port, timeout);
        return opened.incrementAndGet() == number ? new Cut(tunnel) : tunnel;
    }

    private final class Cut extends InputStream implements Tunnel {

        private final Tunnel tunnel;
        private int left = bytes;

        Cut(Tunnel tunnel) {
            this.tunnel = tunnel;
        }

        @Override
        public InputStream input() {
            return this;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                cuts.compareAndSet(0, 1);
                throw new IOException("Connection reset by peer");
            }
            int count = tunnel.input().read(buffer, offset, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
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
