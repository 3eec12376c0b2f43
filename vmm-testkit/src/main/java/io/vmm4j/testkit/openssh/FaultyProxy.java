package io.vmm4j.testkit.openssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback that can break what goes through it: cut connections, at once or after so many bytes, stop
 * passing on bytes while keeping connections open, refuse new ones. Thread safe.
 */
public final class FaultyProxy implements AutoCloseable {

    private final ServerSocket server;
    private final InetSocketAddress destination;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong bytesUntilCut = new AtomicLong(Long.MAX_VALUE);
    private volatile boolean stalled;
    private volatile boolean refusing;
    private volatile boolean swallowing;

    private FaultyProxy(ServerSocket server, InetSocketAddress destination) {
        this.server = server;
        this.destination = destination;
    }

    /** A proxy for a port of 127.0.0.1. */
    public static FaultyProxy to(int port) {
        try {
            ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            FaultyProxy proxy = new FaultyProxy(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            daemon("proxy-accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port to connect to, on 127.0.0.1. */
    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** Cuts all connections. */
    public void cut() {
        sockets.forEach(FaultyProxy::closeQuietly);
        sockets.clear();
    }

    /** Cuts all connections once so many more bytes have passed towards the destination. */
    public void cutAfter(long bytes) {
        bytesUntilCut.set(bytes);
    }

    /** Keeps connections open but passes nothing on, in either direction, and reads nothing either. */
    public void stall() {
        stalled = true;
    }

    /** Passes bytes on again. */
    public void resume() {
        stalled = false;
        synchronized (this) {
            notifyAll();
        }
    }

    /** Passes on what goes to the destination, and drops what comes back: things are done, and nobody hears of it. */
    public void swallowAnswers() {
        swallowing = true;
    }

    /** Passes answers on again; connections that lost some are cut. */
    public void passAnswers() {
        if (swallowing) {
            swallowing = false;
            cut();
        }
    }

    /** Closes new connections at once. */
    public void refuse() {
        refusing = true;
    }

    /** Lets new connections through again. */
    public void admit() {
        refusing = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections.incrementAndGet();
                if (refusing) {
                    closeQuietly(client);
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket far = new Socket();
        try {
            far.connect(destination, 5000);
        } catch (IOException e) {
            closeQuietly(far);
            closeQuietly(client);
            return;
        }
        client.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(far);
        daemon("proxy-there", () -> copy(client, far, true));
        daemon("proxy-back", () -> copy(far, client, false));
    }

    private void copy(Socket from, Socket to, boolean counted) {
        byte[] buffer = new byte[32 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            awaitPassage();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                awaitPassage();
                if (counted && bytesUntilCut.addAndGet(-count) <= 0) {
                    bytesUntilCut.set(Long.MAX_VALUE);
                    cut();
                    return;
                }
                if (counted || !swallowing) {
                    out.write(buffer, 0, count);
                    out.flush();
                }
                awaitPassage();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private void awaitPassage() throws IOException {
        synchronized (this) {
            while (stalled && !server.isClosed()) {
                try {
                    wait(1000);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resume();
        cut();
    }
}
