package io.vmm4j.ssh.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;
import net.schmizz.sshj.connection.channel.Channel;

/**
 * What is sent into a channel: in pieces that fit its window, each at once, so that sshj never holds anything back, which it
 * would drop when it closes a stream whose window is full.
 */
final class WindowedOutput extends OutputStream {

    private final Channel channel;
    private final WindowGate gate;
    private final BooleanSupplier wanted;
    private boolean broken;

    /**
     * Output into an open channel.
     *
     * @param gate told by the channel of every change of its window
     * @param wanted whether anybody still wants what is written
     */
    WindowedOutput(Channel channel, WindowGate gate, BooleanSupplier wanted) {
        this.channel = channel;
        this.gate = gate;
        this.wanted = wanted;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
        OutputStream out = channel.getOutputStream();
        int sent = 0;
        while (sent < length) {
            long window = gate.await(channel::getRemoteWinSize, wanted);
            int piece = (int) Math.min(length - sent, Math.min(window, channel.getRemoteMaxPacketSize()));
            broken = true;
            out.write(buffer, offset + sent, piece);
            out.flush();
            broken = false;
            sent += piece;
        }
    }

    /** Tells the far side that no more will come; after a failed write there is nobody to tell, and sshj's buffer is no more. */
    @Override
    public void close() throws IOException {
        if (!broken) {
            channel.getOutputStream().close();
        }
    }
}
