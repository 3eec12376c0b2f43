package io.vmm4j.testkit.internal.server;

import io.vmm4j.testkit.internal.wire.Connection;

/** sshd(8) on the simulation's wire, without a socket. Nothing here blocks but {@link #close}. Thread safe. */
public final class WireDaemon implements AutoCloseable {

    private final SshDaemon daemon;
    private final WireServices services;

    WireDaemon(SshDaemon daemon, WireServices services) {
        this.daemon = daemon;
        this.services = services;
    }

    /**
     * Takes a connection.
     *
     * @param address the IPv4 address that was connected to
     */
    public void accept(Connection connection, String address) {
        services.accept(connection, address);
    }

    /** Whether what is connected neither hears nor says anything for now. */
    public void setSilent(boolean silent) {
        services.setSilent(silent);
    }

    /** Ends all connections. */
    public void disconnectAll() {
        services.disconnectAll();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
