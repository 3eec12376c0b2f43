package io.vmm4j.ssh;

import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.internal.OpenSshSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Says how an {@link OpenSshExecutor} connects. Not thread safe; each {@link #connect()} makes an executor of its own. */
public final class OpenSshExecutorBuilder {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final String destination;
    private final List<String> options = new ArrayList<>();
    private String program = "ssh";
    private RootAccess rootAccess;
    private Duration connectTimeout = CONNECT_TIMEOUT;
    private Duration heartbeat = HEARTBEAT;

    OpenSshExecutorBuilder(String destination) {
        if (destination.isBlank() || destination.startsWith("-")) {
            throw new IllegalArgumentException("not a destination for ssh: " + destination);
        }
        this.destination = destination;
        this.rootAccess = destination.matches("(ssh://)?root@.*") ? RootAccess.DIRECT : RootAccess.DOAS;
    }

    /** An ssh_config(5) file instead of the user's and the system's. */
    public OpenSshExecutorBuilder configFile(Path file) {
        return arguments("-F", file.toString());
    }

    /** Logs in with this key file and no other; an agent that holds the key is used for it. */
    public OpenSshExecutorBuilder keyFile(Path file) {
        return arguments("-i", file.toString(), "-o", "IdentitiesOnly=yes");
    }

    /** Trusts the host keys in this file and no others. */
    public OpenSshExecutorBuilder knownHosts(Path file) {
        return arguments("-o", "UserKnownHostsFile=" + quoted(file), "-o", "GlobalKnownHostsFile=none")
                .arguments("-o", "StrictHostKeyChecking=yes");
    }

    /** Trusts the host keys in this file, and adds the key of a host that is not in it at all. */
    public OpenSshExecutorBuilder acceptNew(Path file) {
        return arguments("-o", "UserKnownHostsFile=" + quoted(file), "-o", "GlobalKnownHostsFile=none")
                .arguments("-o", "StrictHostKeyChecking=accept-new");
    }

    /** An option as {@code ssh -o} takes it, for example {@code ProxyJump=gateway}. */
    public OpenSshExecutorBuilder option(String setting) {
        return arguments("-o", setting);
    }

    private OpenSshExecutorBuilder arguments(String... arguments) {
        options.addAll(List.of(arguments));
        return this;
    }

    private static String quoted(Path file) {
        return '"' + file.toString() + '"';
    }

    /** Another ssh program than the one in PATH. */
    public OpenSshExecutorBuilder program(Path file) {
        program = file.toString();
        return this;
    }

    /** How root is reached; if not said, directly for a destination {@code root@...}, by doas(1) for any other. */
    public OpenSshExecutorBuilder rootAccess(RootAccess access) {
        rootAccess = access;
        return this;
    }

    /**
     * How long connecting and logging in may take together; 20 seconds if not said.
     *
     * @throws IllegalArgumentException if it is shorter than a second
     */
    public OpenSshExecutorBuilder connectTimeout(Duration timeout) {
        connectTimeout = requireSeconds("connect timeout", timeout);
        return this;
    }

    /**
     * How often a host is asked for a sign of life; it is given up after three such times without one. 15 seconds if not said.
     *
     * @throws IllegalArgumentException if it is shorter than a second
     */
    public OpenSshExecutorBuilder heartbeat(Duration interval) {
        heartbeat = requireSeconds("heartbeat", interval);
        return this;
    }

    private static Duration requireSeconds(String what, Duration duration) {
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    what + " must be at least a second, as ssh counts in seconds: " + duration);
        }
        return duration;
    }

    /**
     * Connects and logs in.
     *
     * @throws HostKeyChangedException if the host has another key than the known one
     * @throws HostKeyException if the host's key is not known
     * @throws AuthenticationException if the host does not let the user in
     * @throws io.vmm4j.exec.TransportException if there is no connection to be had
     */
    public OpenSshExecutor connect() {
        return new OpenSshExecutor(
                new OpenSshSettings(program, destination, options, rootAccess, connectTimeout, heartbeat));
    }
}
