package io.vmm4j.install;

import io.vmm4j.install.internal.HostKeys;
import java.security.SecureRandom;
import java.util.Objects;

/**
 * The Ed25519 host key that a guest is to have, made before the guest is, so that the guest can be recognised at the first
 * connection. The private part goes into the guest's files and nowhere else; {@link #toString()} has the fingerprint.
 */
public final class SshHostKey {

    private final SshPublicKey publicKey;
    private final String privateKey;

    private SshHostKey(SshPublicKey publicKey, String privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** A new key. */
    public static SshHostKey generate() {
        return generate(new SecureRandom());
    }

    /** A new key drawn from this source. */
    public static SshHostKey generate(SecureRandom random) {
        HostKeys.Pair pair = HostKeys.ed25519(random);
        return new SshHostKey(SshPublicKey.of(pair.publicLine()), pair.privateText());
    }

    /** What to pin. */
    public SshPublicKey publicKey() {
        return publicKey;
    }

    /** The private key in OpenSSH's own format, as in {@code /etc/ssh/ssh_host_ed25519_key}. */
    public String privateKey() {
        return privateKey;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SshHostKey key && key.publicKey.equals(publicKey) && key.privateKey.equals(privateKey);
    }

    @Override
    public int hashCode() {
        return Objects.hash(publicKey);
    }

    @Override
    public String toString() {
        return "SshHostKey[" + publicKey.fingerprint() + "]";
    }
}
