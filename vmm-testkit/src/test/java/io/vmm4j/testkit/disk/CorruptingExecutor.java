package io.vmm4j.testkit.disk;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Terminal;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.exec.Tunnel;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** One byte of what commands are sent arrives as another. */
record CorruptingExecutor(CommandExecutor below, long position) implements CommandExecutor {

    @Override
    public String target() {
        return below.target();
    }

    private Command corrupted(Command command) {
        try {
            return command.withStdin(Input.stream(new Corrupted(command.stdin().open(), position)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CommandResult run(Command command) {
        return below.run(corrupted(command));
    }

    @Override
    public List<CommandResult> runAll(Batch batch) {
        return below.runAll(batch);
    }

    @Override
    public RunningCommand start(Command command, OutputSink output) {
        return below.start(corrupted(command), output);
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
        return new CorruptingExecutor(below.newConnection(), position);
    }

    @Override
    public void close() {
        below.close();
    }

    /** Sees the bytes behind whoever counts their digest. */
    private static final class Corrupted extends FilterInputStream {

        private final long position;
        private long passed;

        Corrupted(InputStream content, long position) {
            super(content);
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (count > 0) {
                if (position >= passed && position < passed + count) {
                    into[offset + (int) (position - passed)] ^= 1;
                }
                passed += count;
            }
            return count;
        }
    }
}
