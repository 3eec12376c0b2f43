package io.vmm4j.ssh;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.internal.SshSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how an {@link SshExecutor} connects. Not thread safe; each {@link #connect()} makes an executor of its own. */
public final class SshExecutorBuilder {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int CHANNELS = 8;

    private final SshAddress address;
    private final List<SshCredential> credentials = new ArrayList<>();
    private HostKeyPolicy hostKeys = HostKeyPolicy.strict();
    private Optional<CommandExecutor> jump = Optional.empty();
    private RootAccess rootAccess;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private Duration heartbeat = HEARTBEAT;
    private int channels = CHANNELS;

    SshExecutorBuilder(SshAddress address) {
        this.address = address;
        this.rootAccess = "root".equals(address.user()) ? RootAccess.DIRECT : RootAccess.DOAS;
    }

    /** Logs in with this private key. May be called several times; the keys are tried in order. */
    public SshExecutorBuilder keyFile(Path file) {
        credentials.add(SshCredential.keyFile(file));
        return this;
    }

    /** Logs in with this private key, which a passphrase protects. */
    public SshExecutorBuilder keyFile(Path file, Secret passphrase) {
        credentials.add(SshCredential.keyFile(file, passphrase));
        return this;
    }

    /** Logs in with this password, after the keys before it were refused. */
    public SshExecutorBuilder password(Secret password) {
        credentials.add(SshCredential.password(password));
        return this;
    }

    /** Which host keys are trusted; {@link HostKeyPolicy#strict()} if not said. */
    public SshExecutorBuilder hostKeys(HostKeyPolicy policy) {
        hostKeys = policy;
        return this;
    }

    /**
     * Connects through another host: the address is the one by which that host knows this one. The other executor stays the
     * caller's to close, after this one.
     */
    public SshExecutorBuilder via(CommandExecutor other) {
        jump = Optional.of(other);
        return this;
    }

    /** How root is reached; if not said, directly for the user root, by doas(1) for any other. */
    public SshExecutorBuilder rootAccess(RootAccess access) {
        rootAccess = access;
        return this;
    }

    /**
     * How long connecting and logging in may take together; 20 seconds if not said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SshExecutorBuilder connectTimeout(Duration timeout) {
        connectTimeout = requirePositive("connect timeout", timeout);
        return this;
    }

    /**
     * How often a host is asked for a sign of life; it is given up after three such times without one. 15 seconds if not said.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SshExecutorBuilder heartbeat(Duration interval) {
        heartbeat = requirePositive("heartbeat", interval);
        return this;
    }

    /**
     * How many sessions may be open at the same time; 8 if not said. sshd(8) allows ten unless MaxSessions says otherwise.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public SshExecutorBuilder channels(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one session is needed: " + most);
        }
        channels = most;
        return this;
    }

    private static Duration requirePositive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be positive: " + duration);
        }
        return duration;
    }

    /**
     * Connects and logs in.
     *
     * @throws HostKeyChangedException if the host has another key than the known one
     * @throws HostKeyException if the host's key is not known, or not trusted for another reason
     * @throws AuthenticationException if the host does not let the user in
     * @throws io.vmm4j.exec.TransportException if there is no connection to be had
     */
    public SshExecutor connect() {
        return new SshExecutor(
                new SshSettings(address, credentials, hostKeys, jump, rootAccess, connectTimeout, heartbeat, channels));
    }
}
