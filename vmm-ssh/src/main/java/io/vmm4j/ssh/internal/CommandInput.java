package io.vmm4j.ssh.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;

/**
 * A channel's standard input. It flushes each piece and waits for room as long as the command runs: sshj gives up after its
 * own timeout when a command is slow to read, and drops what is buffered when it closes a stream whose window is full.
 */
final class CommandInput extends OutputStream {

    private static final int PIECE = 32 * 1024;

    private final SessionChannel channel;
    private final OutputStream out;
    private final BooleanSupplier wanted;

    /**
     * Input for an open channel.
     *
     * @param wanted whether the command still runs as far as is known
     */
    CommandInput(SessionChannel channel, BooleanSupplier wanted) {
        this.channel = channel;
        this.out = channel.getOutputStream();
        this.wanted = wanted;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        int piece = Math.min(PIECE, channel.getRemoteMaxPacketSize());
        for (int at = 0; at < length; at += piece) {
            out.write(buffer, offset + at, Math.min(piece, length - at));
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        while (true) {
            try {
                out.flush();
                return;
            } catch (IOException e) {
                // What could not be sent stays in sshj's buffer, so the same flush can be tried again.
                if (channel.getRemoteWinSize() > 0 || !channel.isOpen() || !wanted.getAsBoolean()) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen() && wanted.getAsBoolean()) {
            flush();
        }
        out.close();
    }
}
