package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Tunnel;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** Opens the socket of a connection: a TCP one, or a tunnel through another host. */
final class SocketOpener {

    private SocketOpener() {}

    static Socket open(SshSettings settings, Deadline deadline) throws IOException {
        SshAddress address = settings.address();
        if (settings.jump().isPresent()) {
            Tunnel tunnel = settings.jump().get().openTunnel(address.host(), address.port(), deadline.remaining());
            return new TunnelSocket(tunnel);
        }
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        if (resolved.isUnresolved()) {
            throw new UnknownHostException(address.host());
        }
        Socket socket = new Socket();
        try {
            // Without it each command waits for Nagle's algorithm and the other side's delayed acknowledgement.
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(
                    resolved, Math.toIntExact(Math.max(1, deadline.remaining().toMillis())));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
