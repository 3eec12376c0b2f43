package io.vmm4j.testkit.internal.server;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
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
 * A machine's host keys: one ed25519, one RSA, the same ones for the same seed.
 *
 * @param ed25519 the preferred key
 * @param rsa the other one
 */
public record HostKeys(KeyPair ed25519, KeyPair rsa) {

    private static final int RSA_BITS = 2048;
    private static final Map<Long, HostKeys> KNOWN = new ConcurrentHashMap<>();

    /** The keys that this seed gives; they protect nothing. */
    public static HostKeys of(long seed) {
        return KNOWN.computeIfAbsent(seed, HostKeys::generate);
    }

    private static HostKeys generate(long seed) {
        try {
            return new HostKeys(generateEd25519(new Random(seed)), generateRsa(new Random(seed)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("host keys cannot be made", e);
        }
    }

    private static KeyPair generateEd25519(Random random) throws GeneralSecurityException, IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
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

    /** Both keys, the preferred one first. */
    List<KeyPair> all() {
        return List.of(ed25519, rsa);
    }

    /** The fingerprint of the preferred key: {@code SHA256:...}. */
    public String fingerprint() {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, ed25519.getPublic());
    }

    /** Both public keys as lines of known_hosts behind the host's name. */
    public List<String> publicLines() {
        return all().stream()
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
