package io.vmm4j.ssh.guest;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.exec.Secret;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestEndpoint;
import io.vmm4j.guest.HostKey;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.ssh.SshCredential;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Logs in to guests by {@link SshExecutor}, through the tunnel of their host. Immutable; thread safe.
 *
 * <p>Keys are tried in the order in which they were given. A password is used only if one was given, after all keys, and is sent only
 * to a guest whose host key is trusted. Without either, the keys are those of {@code ~/.ssh}.
 */
public final class SshGuestConnector implements GuestConnector {

    private final String user;
    private final List<SshCredential> credentials;
    private final Optional<RootAccess> rootAccess;

    private SshGuestConnector(String user, List<SshCredential> credentials, Optional<RootAccess> rootAccess) {
        this.user = user;
        this.credentials = credentials;
        this.rootAccess = rootAccess;
    }

    /** Logs in as this user. */
    public static SshGuestConnector as(String user) {
        return new SshGuestConnector(Objects.requireNonNull(user, "user"), List.of(), Optional.empty());
    }

    /** The same, with one more private key to try. */
    public SshGuestConnector withKeyFile(Path file) {
        return with(SshCredential.keyFile(file));
    }

    /** The same, with one more private key to try, which a passphrase protects. */
    public SshGuestConnector withKeyFile(Path file, Secret passphrase) {
        return with(SshCredential.keyFile(file, passphrase));
    }

    /** The same, with a password to try when no key was taken. */
    public SshGuestConnector withPassword(Secret password) {
        return with(SshCredential.password(password));
    }

    /** The same, reaching root in another way; if not said, directly for the user root, by doas(1) for any other. */
    public SshGuestConnector withRootAccess(RootAccess access) {
        return new SshGuestConnector(user, credentials, Optional.of(access));
    }

    private SshGuestConnector with(SshCredential credential) {
        List<SshCredential> keysFirst = Stream.concat(credentials.stream(), Stream.of(credential))
                .sorted(Comparator.comparing(SshCredential.Password.class::isInstance))
                .toList();
        return new SshGuestConnector(user, keysFirst, rootAccess);
    }

    @Override
    public CommandExecutor connect(GuestEndpoint endpoint) {
        SshExecutorBuilder builder = SshExecutor.to(new SshAddress(user, endpoint.address(), endpoint.port()))
                .via(endpoint.host())
                .connectTimeout(endpoint.timeout())
                .hostKeys(HostKeyPolicy.judgedBy(
                        (type, fingerprint) -> endpoint.judge().trusts(new HostKey(type, fingerprint))));
        credentials.forEach(credential -> use(builder, credential));
        rootAccess.ifPresent(builder::rootAccess);
        return builder.connect();
    }

    private static void use(SshExecutorBuilder builder, SshCredential credential) {
        if (credential instanceof SshCredential.Password password) {
            builder.password(password.secret());
        } else if (credential instanceof SshCredential.KeyFile key) {
            key.passphrase()
                    .ifPresentOrElse(
                            passphrase -> builder.keyFile(key.file(), passphrase), () -> builder.keyFile(key.file()));
        }
    }

    @Override
    public String toString() {
        return "SshGuestConnector[" + user + "]";
    }
}
