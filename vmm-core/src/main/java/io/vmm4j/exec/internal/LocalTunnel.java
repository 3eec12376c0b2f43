package io.vmm4j.exec.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.Tunnel;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;

/** A tunnel from this machine: a socket. */
public final class LocalTunnel implements Tunnel {

    private static final Duration FIRST_READ_TIMEOUT = Duration.ofMinutes(1);

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;

    private LocalTunnel(Socket socket) throws IOException {
        this.socket = socket;
        this.input = socket.getInputStream();
        this.output = new HalfClosing(socket);
        setReadTimeout(FIRST_READ_TIMEOUT);
    }

    /** Connects. */
    public static Tunnel open(String target, String host, int port, Duration timeout) {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(Math.max(1, timeout.toMillis())));
            return new LocalTunnel(socket);
        } catch (IOException e) {
            closeQuietly(socket);
            throw new TransportException(
                    Problem.of(ExecError.TUNNEL_FAILED)
                            .with("target", target)
                            .with("host", host)
                            .with("port", port)
                            .with("reason", Reasons.of(e)),
                    CommandFate.NOT_RUN,
                    e);
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
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a read timeout must be positive: " + timeout);
        }
        try {
            socket.setSoTimeout(Math.toIntExact(Math.max(1, timeout.toMillis())));
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with it.
        }
    }

    /** Closing it sends the end of the stream and keeps the other direction open. */
    private static final class HalfClosing extends FilterOutputStream {

        private final Socket socket;

        HalfClosing(Socket socket) throws IOException {
            super(socket.getOutputStream());
            this.socket = socket;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        }
    }
}
