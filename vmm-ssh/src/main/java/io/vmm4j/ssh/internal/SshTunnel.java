package io.vmm4j.ssh.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import io.vmm4j.exec.internal.IoThreads;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.exec.internal.TimedPipe;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.ConnectionException;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** A connection that the host makes for us: a direct-tcpip channel. */
final class SshTunnel implements Tunnel {

    private static final Duration FIRST_READ_TIMEOUT = Duration.ofMinutes(1);

    private final AddressChannel channel;
    private final String name;
    private final TimedPipe incoming = new TimedPipe(FIRST_READ_TIMEOUT);
    private final InputStream input = incoming.source();
    private final OutputStream output;

    private SshTunnel(AddressChannel channel, String name) {
        this.channel = channel;
        this.name = name;
        this.output = channel.output();
        IoThreads.run(this::receive);
    }

    /** Asks the host to connect, and waits for its answer. */
    static Tunnel open(SshConnection connection, String host, int port, Duration timeout) {
        AddressChannel channel = new AddressChannel(connection, host, port);
        CompletableFuture<Tunnel> opened = new CompletableFuture<>();
        IoThreads.run(() -> {
            try {
                if (!connection.alive()) {
                    throw new ConnectionException("the connection has ended");
                }
                channel.open();
                SshTunnel tunnel = new SshTunnel(channel, host + " port " + port + " through " + connection.target());
                if (!opened.complete(tunnel)) {
                    tunnel.close();
                }
            } catch (SSHException e) {
                opened.completeExceptionally(e);
            }
        });
        try {
            return opened.get(Math.max(1, timeout.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw failed(connection, host, port, Reasons.of(cause), cause);
        } catch (TimeoutException e) {
            opened.completeExceptionally(e);
            throw failed(connection, host, port, "no answer within " + Reasons.inWords(timeout), e);
        } catch (InterruptedException e) {
            opened.completeExceptionally(e);
            Thread.currentThread().interrupt();
            throw failed(connection, host, port, "interrupted", e);
        }
    }

    private static TransportException failed(
            SshConnection connection, String host, int port, String reason, Throwable cause) {
        return new TransportException(
                Problem.of(ExecError.TUNNEL_FAILED)
                        .with("target", connection.target())
                        .with("host", host)
                        .with("port", port)
                        .with("reason", reason),
                CommandFate.NOT_RUN,
                cause);
    }

    private void receive() {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = channel.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                incoming.write(buffer, 0, count);
            }
            incoming.end();
        } catch (IOException e) {
            incoming.fail(e);
        }
    }

    @Override
    public InputStream input() {
        return input;
    }

    @Override
    public OutputStream output() {
        return output;
    }

    @Override
    public void setReadTimeout(Duration timeout) {
        incoming.setReadTimeout(timeout);
    }

    @Override
    public void close() {
        incoming.fail(new IOException("closed"));
        IoThreads.run(() -> {
            try {
                input.close();
                channel.close();
            } catch (IOException e) {
                // The connection is gone, and the channel with it.
            }
        });
    }

    @Override
    public String toString() {
        return "SshTunnel[" + name + "]";
    }

    /** A channel to an address, which tells of changes of its window. */
    private static final class AddressChannel extends DirectConnection {

        private final WindowGate window = new WindowGate();

        AddressChannel(SshConnection connection, String host, int port) {
            super(connection.protocol(), host, port);
        }

        OutputStream output() {
            return new WindowedOutput(this, window, () -> true);
        }

        @Override
        public void handle(Message message, SSHPacket packet) throws SSHException {
            super.handle(message, packet);
            if (message == Message.CHANNEL_WINDOW_ADJUST) {
                window.adjusted();
            }
        }

        @Override
        public void notifyError(SSHException error) {
            window.over();
            super.notifyError(error);
        }

        @Override
        protected void closeAllStreams() {
            window.over();
            super.closeAllStreams();
        }
    }
}
