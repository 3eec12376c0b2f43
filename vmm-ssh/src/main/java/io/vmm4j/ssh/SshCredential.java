package io.vmm4j.ssh;

import io.vmm4j.exec.Secret;
import java.nio.file.Path;
import java.util.Optional;

/** What to log in with. */
public sealed interface SshCredential {

    /** A private key in a file that needs no passphrase. */
    static SshCredential keyFile(Path file) {
        return new KeyFile(file, Optional.empty());
    }

    /** A private key in a file that a passphrase protects; one of a PEM file can only be of ASCII characters. */
    static SshCredential keyFile(Path file, Secret passphrase) {
        return new KeyFile(file, Optional.of(passphrase));
    }

    /** A password, sent only to a host whose key is trusted; by the method of that name, or keyboard-interactive. */
    static SshCredential password(Secret password) {
        return new Password(password);
    }

    /**
     * A private key.
     *
     * @param file its path on this machine
     * @param passphrase what protects it
     */
    record KeyFile(Path file, Optional<Secret> passphrase) implements SshCredential {}

    /**
     * A password.
     *
     * @param secret the password
     */
    record Password(Secret secret) implements SshCredential {}
}
