package io.vmm4j.install.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Secret;
import io.vmm4j.install.PasswordScheme;
import io.vmm4j.install.SetupError;
import java.security.SecureRandom;
import java.util.Arrays;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Hashes passwords by the two schemes; the work itself is Bouncy Castle's and Commons Codec's. */
public final class PasswordHashing {

    private static final String VERSION = "2b";
    private static final int COST = 10;
    private static final int ROUNDS = 100_000;
    private static final int BCRYPT_SALT = 16;
    private static final int SHA_SALT = 16;
    private static final int BCRYPT_MAX = 72;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private PasswordHashing() {}

    /** The hash under a salt from that source. */
    public static String hash(Secret password, PasswordScheme scheme, SecureRandom random) {
        byte[] bytes = password.reveal();
        try {
            for (byte b : bytes) {
                if (b == 0) {
                    throw new InvalidValueException(Problem.of(SetupError.PASSWORD_NUL));
                }
            }
            return switch (scheme) {
                case BCRYPT -> bcrypt(bytes, random);
                case SHA_512_CRYPT -> sha512(bytes, random);
            };
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static String bcrypt(byte[] password, SecureRandom random) {
        if (password.length > BCRYPT_MAX) {
            throw new InvalidValueException(
                    Problem.of(SetupError.PASSWORD_TOO_LONG).with("limit", BCRYPT_MAX));
        }
        byte[] salt = new byte[BCRYPT_SALT];
        random.nextBytes(salt);
        return OpenBSDBCrypt.generate(VERSION, password, salt, COST);
    }

    private static String sha512(byte[] password, SecureRandom random) {
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < SHA_SALT; i++) {
            salt.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return Sha2Crypt.sha512Crypt(password, "$6$rounds=" + ROUNDS + "$" + salt);
    }
}
