package io.vmm4j.testkit.internal.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.common.util.security.eddsa.generic.EdDSASupport;

/**
 * A machine's host keys.
 *
 * @param keys at least one, the preferred one first
 */
public record HostKeys(List<KeyPair> keys) {

    private static final int RSA_BITS = 2048;
    private static final Map<Long, HostKeys> KNOWN = new ConcurrentHashMap<>();

    static {
        Cryptography.choose();
    }

    /** Checks that there is one. */
    public HostKeys {
        keys = keys.stream().map(HostKeys::understood).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("sshd: no hostkeys available -- exiting.");
        }
    }

    /** The ed25519 and the RSA key that this seed gives. They are the same everywhere, so they protect nothing. */
    public static HostKeys of(long seed) {
        return KNOWN.computeIfAbsent(seed, HostKeys::generate);
    }

    /** The ed25519 key of this seed alone, which takes no time to make. */
    public static HostKeys ed25519Of(long seed) {
        try {
            return new HostKeys(List.of(generateEd25519(new Random(seed))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a host key cannot be made", e);
        }
    }

    /** An Ed25519 key of the JDK's as one that MINA understands. */
    private static KeyPair understood(KeyPair key) {
        if (!(key.getPrivate() instanceof EdECPrivateKey mine)
                || mine.getBytes().isEmpty()) {
            return key;
        }
        try {
            return ed25519(mine.getBytes().get());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not an Ed25519 key: " + key.getPublic(), e);
        }
    }

    private static HostKeys generate(long seed) {
        try {
            return new HostKeys(List.of(generateEd25519(new Random(seed)), generateRsa(new Random(seed))));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("host keys cannot be made", e);
        }
    }

    private static KeyPair generateEd25519(Random random) throws GeneralSecurityException, IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        return ed25519(secret);
    }

    private static KeyPair ed25519(byte[] secret) throws GeneralSecurityException, IOException {
        EdDSASupport<?, ?> support = SecurityUtils.getEdDSASupport()
                .orElseThrow(() -> new GeneralSecurityException("Bouncy Castle is needed for ed25519"));
        PrivateKey key = support.generateEDDSAPrivateKey(secret);
        PublicKey publicKey = support.recoverEDDSAPublicKey(key);
        return new KeyPair(publicKey, key);
    }

    private static KeyPair generateRsa(Random random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", "SunRsaSign");
        generator.initialize(RSA_BITS, new Repeatable(random));
        return generator.generateKeyPair();
    }

    /** The fingerprint of the preferred key: {@code SHA256:...}. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, keys.get(0).getPublic());
    }

    /** The public keys as they stand in known_hosts behind the host's name. */
    public List<String> publicLines() {
        return keys.stream()
                .map(pair -> PublicKeyEntry.toString(pair.getPublic()))
                .toList();
    }

    /** Randomness that is none. */
    private static final class Repeatable extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private final Random source;

        Repeatable(Random source) {
            this.source = source;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            source.nextBytes(bytes);
        }
    }
}
