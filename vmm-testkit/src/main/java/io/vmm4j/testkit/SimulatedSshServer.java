package io.vmm4j.testkit;

import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.server.SshDaemon;
import java.util.List;

/**
 * sshd(8) of a simulated host, on a real socket of 127.0.0.1: for SDKs, for {@code ssh -p PORT root@127.0.0.1}, and for whatever
 * else speaks SSH. Users log in by their password or an authorized key; there is no sftp, and so no scp. Thread safe.
 */
public final class SimulatedSshServer implements AutoCloseable {

    private final SshDaemon daemon;
    private final HostKeys keys;

    SimulatedSshServer(SshDaemon daemon, HostKeys keys) {
        this.daemon = daemon;
        this.keys = keys;
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return daemon.port();
    }

    /** The fingerprint of its preferred host key, as ssh-keygen(1) prints it: {@code SHA256:...}. */
    public String hostKeyFingerprint() {
        return keys.fingerprint();
    }

    /** Lines for a known_hosts file that make its host keys known, one for each. */
    public List<String> knownHosts() {
        String name = "[127.0.0.1]:" + port() + " ";
        return keys.publicLines().stream().map(name::concat).toList();
    }

    /** Ends all connections at once. What runs on the host runs on. */
    @Override
    public void close() {
        daemon.close();
    }
}
