package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.internal.wire.Connection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.Factory;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.IoServiceFactoryFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.jspecify.annotations.Nullable;

/** The simulation's wire as a transport for MINA: connections come from {@link #accept}, and there is no socket. */
final class WireServices implements IoServiceFactoryFactory {

    private static final AtomicLong IDS = new AtomicLong();

    private final VirtualTimeline timeline;
    private final Acceptor acceptor = new Acceptor();
    private volatile boolean silent;

    WireServices(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    private static InetSocketAddress socketAddress(String address, int port) {
        String[] parts = address.split("\\.", -1);
        byte[] octets = new byte[4];
        for (int i = 0; i < 4; i++) {
            octets[i] = (byte) Integer.parseInt(parts[i]);
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IPv4 address: " + address, e);
        }
    }

    /** Somebody connected to an IPv4 address. Does not block. */
    void accept(Connection connection, String address) {
        acceptor.accept(connection, socketAddress(address, SshDaemon.PORT));
    }

    /** Whether what is connected neither hears nor says anything for now. */
    boolean isSilent() {
        return silent;
    }

    void setSilent(boolean on) {
        timeline.locked(() -> silent = on);
    }

    /** Ends all connections soon. Does not block. */
    void disconnectAll() {
        for (IoSession session : acceptor.getManagedSessions().values()) {
            timeline.start(() -> timeline.<Boolean, RuntimeException>outside(() -> {
                session.close(true);
                return true;
            }));
        }
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
        return new Factories();
    }

    @Override
    public void setExecutorServiceFactory(@Nullable Factory<CloseableExecutorService> factory) {
        // The simulation's own threads do the work.
    }

    /** What MINA asks for its services. */
    private final class Factories extends AbstractCloseable implements IoServiceFactory {

        @Override
        public IoConnector createConnector(IoHandler handler) {
            throw new UnsupportedOperationException("a guest's sshd connects to nobody");
        }

        @Override
        public IoAcceptor createAcceptor(IoHandler handler) {
            acceptor.handler = handler;
            return acceptor;
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return null;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
            // Nobody is told.
        }
    }

    /** Where connections arrive. */
    private final class Acceptor extends AbstractCloseable implements IoAcceptor {

        private final Map<Long, IoSession> sessions = new ConcurrentHashMap<>();
        private volatile @Nullable IoHandler handler;

        void accept(Connection connection, InetSocketAddress address) {
            IoHandler present = handler;
            if (present == null || isClosing()) {
                connection.close();
                return;
            }
            long id = IDS.incrementAndGet();
            InetSocketAddress peer = new InetSocketAddress(address.getAddress(), 49152 + (int) (id % 16384));
            WireSession session = new WireSession(
                    timeline, this, present, connection, id, address, peer, WireServices.this::isSilent);
            sessions.put(session.getId(), session);
            session.addCloseFutureListener(future -> sessions.remove(session.getId()));
            session.start();
        }

        @Override
        public void bind(Collection<? extends SocketAddress> addresses) {
            // The wire has it bound.
        }

        @Override
        public void bind(SocketAddress one) {
            // The wire has it bound.
        }

        @Override
        public void unbind(Collection<? extends SocketAddress> addresses) {
            // Who bound it unbinds it.
        }

        @Override
        public void unbind(SocketAddress one) {
            // Who bound it unbinds it.
        }

        @Override
        public void unbind() {
            // Who bound it unbinds it.
        }

        @Override
        public Set<SocketAddress> getBoundAddresses() {
            return Set.of();
        }

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            return Map.copyOf(sessions);
        }

        @Override
        protected void doCloseImmediately() {
            sessions.values().forEach(session -> session.close(true));
            super.doCloseImmediately();
        }

        @Override
        public @Nullable IoServiceEventListener getIoServiceEventListener() {
            return null;
        }

        @Override
        public void setIoServiceEventListener(@Nullable IoServiceEventListener listener) {
            // Nobody is told.
        }
    }
}
