package io.vmm4j.install.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;

/** Makes host keys as ssh-keygen(1) would; the cryptography is Bouncy Castle's. */
public final class HostKeys {

    private static final int LINE = 70;

    private HostKeys() {}

    /** A key pair: one line of authorized_keys, and the private key's file. */
    public record Pair(String publicLine, String privateText) {}

    /** An Ed25519 pair drawn from this source. */
    public static Pair ed25519(SecureRandom random) {
        Ed25519PrivateKeyParameters key = new Ed25519PrivateKeyParameters(random);
        try {
            String blob =
                    Base64.getEncoder().encodeToString(OpenSSHPublicKeyUtil.encodePublicKey(key.generatePublicKey()));
            byte[] secret = OpenSSHPrivateKeyUtil.encodePrivateKey(key);
            String body = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(secret);
            return new Pair(
                    "ssh-ed25519 " + blob,
                    "-----BEGIN OPENSSH PRIVATE KEY-----\n" + body + "\n-----END OPENSSH PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
