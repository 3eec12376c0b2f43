package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.host.Journal;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/** sshd(8) of one machine. Thread safe. */
public final class SshDaemon implements AutoCloseable {

    /** The port of sshd(8). */
    public static final int PORT = 22;

    private static final int WORKERS = 2;
    private static final Duration UNTIL_CLOSED = Duration.ofSeconds(10);

    static {
        Cryptography.choose();
    }

    private final Machine machine;
    private final Journal journal;
    private final SshServer server;

    private SshDaemon(Machine machine, Journal journal, HostKeys keys) {
        this.machine = machine;
        this.journal = journal;
        this.server = SshServer.setUpDefaultServer();
        server.setKeyPairProvider(KeyPairProvider.wrap(keys.keys()));
        Credentials credentials = new Credentials(machine);
        server.setPasswordAuthenticator(credentials);
        server.setPublickeyAuthenticator(credentials);
        server.setChannelFactories(
                List.of(new SessionChannelFactory(this), new ForwardChannelFactory(Wire.of(machine))));
        server.setGlobalRequestHandlers(List.of(new KeepAliveHandler(), new NoMoreSessionsHandler()));
        server.setNioWorkers(WORKERS);
        CoreModuleProperties.TCP_NODELAY.set(server, true);
        CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO);
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Duration.ofDays(1));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(server, "OpenSSH_9.9");
    }

    /** Serves on a loopback port; 0 for any that is free. */
    public static SshDaemon onLoopback(Machine machine, Journal journal, HostKeys keys, int port) {
        SshDaemon daemon = new SshDaemon(machine, journal, keys);
        daemon.server.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
        daemon.server.addSessionListener(new FilteredSessions(machine));
        daemon.server.setHost("127.0.0.1");
        daemon.server.setPort(port);
        daemon.start();
        machine.whenDown(daemon::hangUp);
        return daemon;
    }

    /** Serves whoever is handed over; nothing in this computer listens. */
    public static WireDaemon onWire(Machine machine, Journal journal, HostKeys keys) {
        SshDaemon daemon = new SshDaemon(machine, journal, keys);
        WireServices services = new WireServices(machine.timeline());
        daemon.server.setIoServiceFactoryFactory(services);
        daemon.server.setPort(PORT);
        daemon.start();
        return new WireDaemon(daemon, services);
    }

    private void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("sshd cannot be started", e);
        }
    }

    /** The loopback port. */
    public int port() {
        return server.getPort();
    }

    Machine machine() {
        return machine;
    }

    Journal journal() {
        return journal;
    }

    /** Ends all connections; whoever connects next is served. */
    private void hangUp() {
        try {
            for (AbstractSession session : server.getActiveSessions()) {
                session.close(true).await(UNTIL_CLOSED);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a connection cannot be closed", e);
        }
    }

    /** Ends all connections at once. What runs on the machine runs on. */
    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException("sshd cannot be stopped", e);
        }
    }
}
