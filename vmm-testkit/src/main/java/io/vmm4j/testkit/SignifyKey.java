package io.vmm4j.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * A key pair of signify(1), for tests to sign media with: real Ed25519, made from a name, the same each time. The simulated hosts
 * trust those of {@link #ofRelease} for their own release and the next one. Immutable.
 */
public final class SignifyKey {

    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_NUMBER = 8;
    private static final int PUBLIC_KEY = 32;

    private final String name;
    private final byte[] number;
    private final KeyPair pair;

    private SignifyKey(String name) {
        this.name = name;
        byte[] seed = hash(name);
        this.number = Arrays.copyOf(hash(name + " number"), KEY_NUMBER);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            this.pair = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Random that is not: a key from a seed. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = seed[i % seed.length];
            }
        }
    }

    /** A key of this name, which its public file would have before {@code .pub}. */
    public static SignifyKey named(String name) {
        return new SignifyKey(name);
    }

    /** The key of the base system of a release of simulated OpenBSD: {@code 7.9}. */
    public static SignifyKey ofRelease(String release) {
        return named("openbsd-" + release.replace(".", "") + "-base");
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of its public file. */
    public String publicFile() {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - PUBLIC_KEY, encoded.length);
        return "untrusted comment: " + name + " public key\n" + line(key);
    }

    /** A message behind its signature: what {@code signify -C} and {@code signify -Ve} read. */
    public String signEmbedded(String message) {
        return signature(message.getBytes(StandardCharsets.UTF_8)) + message;
    }

    /** The signature of a message alone: what {@code signify -V} reads. */
    public String signature(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return "untrusted comment: verify with " + name + ".pub\n" + line(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String line(byte[] bytes) {
        byte[] all = ByteBuffer.allocate(2 + KEY_NUMBER + bytes.length)
                .put((byte) 'E')
                .put((byte) 'd')
                .put(number)
                .put(bytes)
                .array();
        return Base64.getEncoder().encodeToString(all) + "\n";
    }
}
