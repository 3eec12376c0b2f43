package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.host.OutputPump;
import io.vmm4j.testkit.internal.io.Patience;
import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.wire.Connection;
import io.vmm4j.testkit.internal.wire.Wire;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/** direct-tcpip of RFC 4254, section 7.2: a connection to an address of the simulation, and to no other. */
final class ForwardChannel extends AbstractServerChannel implements InputQueue.Destination {

    private final Wire wire;
    private final VirtualTimeline timeline;
    private @Nullable Connection connection;
    private @Nullable InputQueue input;
    private volatile boolean gone;

    ForwardChannel(Wire wire) {
        super("", List.of(), null);
        this.wire = wire;
        this.timeline = wire.timeline();
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        String host = buffer.getString();
        int port = buffer.getInt();
        Connection made;
        try {
            Optional<Connection> connected = wire.connect(host, port);
            if (connected.isEmpty()) {
                return Refusal.of(this, Errno.EHOSTUNREACH.text());
            }
            made = connected.get();
        } catch (SystemError e) {
            return Refusal.of(this, e.errno().text());
        }
        connection = made;
        input = new InputQueue(timeline, this);
        OpenFuture opened = super.doInit(buffer);
        opened.addListener(future -> {
            if (future.isOpened()) {
                begin(made);
            } else {
                made.close();
            }
        });
        return opened;
    }

    private void begin(Connection made) {
        if (input != null) {
            input.start();
        }
        OutputStream out =
                new ChannelOutputStream(this, getRemoteWindow(), log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
        OutputPump.start(
                timeline,
                made.incoming(),
                (buffer, offset, length) -> {
                    out.write(buffer, offset, length);
                    out.flush();
                },
                () -> gone,
                refusal -> {},
                () -> farSideEnded(out));
    }

    private void farSideEnded(OutputStream out) {
        try {
            timeline.<Boolean, IOException>outside(() -> {
                out.close();
                close(false);
                return true;
            });
        } catch (IOException e) {
            // The channel is gone already.
        }
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        if (input != null) {
            input.add(data, offset, (int) length);
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        throw new IOException("a forwarded connection has no extended data");
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        if (input != null) {
            input.end();
        }
    }

    @Override
    protected void preClose() {
        gone = true;
        timeline.locked(() -> {});
        if (input != null) {
            input.abandon();
        }
        if (connection != null) {
            connection.close();
        }
        super.preClose();
    }

    @Override
    public void write(Patience patience, byte[] bytes, int offset, int length) throws IOException {
        if (connection != null) {
            connection.write(patience, bytes, offset, length);
        }
    }

    @Override
    public void consumed(int count) throws IOException {
        getLocalWindow().release(count);
    }

    @Override
    public void end() {
        if (connection != null) {
            connection.closeOutput();
        }
    }
}
