package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Tunnel;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;

/** A tunnel in the shape of a connected socket, for a library that wants one. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized") // A close must not wait for anybody who holds the socket.
final class TunnelSocket extends Socket {

    /** What a socket calls "no timeout" is still bounded: the heartbeat ends a dead connection long before. */
    private static final Duration NO_TIMEOUT = Duration.ofDays(1);

    private final Tunnel tunnel;
    private volatile boolean closed;

    TunnelSocket(Tunnel tunnel) {
        this.tunnel = tunnel;
        tunnel.setReadTimeout(NO_TIMEOUT);
    }

    @Override
    public InputStream getInputStream() {
        return tunnel.input();
    }

    @Override
    public OutputStream getOutputStream() {
        return tunnel.output();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // The tunnel is connected already.
    }

    @Override
    public void setSoTimeout(int millis) {
        tunnel.setReadTimeout(millis == 0 ? NO_TIMEOUT : Duration.ofMillis(millis));
    }

    @Override
    public void close() {
        closed = true;
        tunnel.close();
    }

    @Override
    public String toString() {
        return "TunnelSocket[" + tunnel + "]";
    }
}
