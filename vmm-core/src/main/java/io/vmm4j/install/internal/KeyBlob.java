package io.vmm4j.install.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.install.SetupError;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** Reads the blob of an SSH public key (RFC 4253 6.6, RFC 5656, RFC 8709) as far as needed to see that it is whole. */
public final class KeyBlob {

    /** The types that sshd(8) takes today. */
    public static final Set<String> TYPES = Set.of(
            "ssh-ed25519",
            "ssh-rsa",
            "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    private static final int ED25519 = 32;
    private static final int MIN_RSA_BITS = 2048;

    private final ByteBuffer rest;

    private KeyBlob(byte[] blob) {
        rest = ByteBuffer.wrap(blob);
    }

    /** Refuses a blob that is no key of this type. */
    public static void check(String type, byte[] blob) {
        try {
            new KeyBlob(blob).read(type);
        } catch (BufferUnderflowException e) {
            throw refused(type, "the key is cut");
        }
    }

    private void read(String type) {
        if (!text().equals(type)) {
            throw refused(type, "the key is of another type than the line says");
        }
        switch (type) {
            case "ssh-rsa" -> readRsa(type);
            case "ssh-ed25519" -> requireLength(type, ED25519);
            case "sk-ssh-ed25519@openssh.com" -> {
                requireLength(type, ED25519);
                text();
            }
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> {
                readPoint(type, "nistp256", 32);
                text();
            }
            case "ecdsa-sha2-nistp256" -> readPoint(type, "nistp256", 32);
            case "ecdsa-sha2-nistp384" -> readPoint(type, "nistp384", 48);
            default -> readPoint(type, "nistp521", 66);
        }
        if (rest.hasRemaining()) {
            throw refused(type, "something follows the key");
        }
    }

    private void readRsa(String type) {
        BigInteger exponent = new BigInteger(1, string());
        int bits = new BigInteger(1, string()).bitLength();
        if (exponent.bitLength() < 2) {
            throw refused(type, "its exponent is none");
        }
        if (bits < MIN_RSA_BITS) {
            throw new InvalidValueException(InvalidValueException.problem(SetupError.KEY_TOO_WEAK, "SSH key", type)
                    .with("bits", bits)
                    .with("limit", MIN_RSA_BITS));
        }
    }

    private void readPoint(String type, String curve, int octets) {
        if (!text().equals(curve)) {
            throw refused(type, "its curve is another");
        }
        byte[] point = string();
        if (point.length != 1 + 2 * octets || point[0] != 4) {
            throw refused(type, "its point is none of that curve");
        }
    }

    private void requireLength(String type, int octets) {
        if (string().length != octets) {
            throw refused(type, "the key has the wrong length");
        }
    }

    private byte[] string() {
        int length = rest.getInt();
        if (length < 0 || length > rest.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] value = new byte[length];
        rest.get(value);
        return value;
    }

    private String text() {
        return new String(string(), StandardCharsets.ISO_8859_1);
    }

    private static InvalidValueException refused(String type, String reason) {
        return new InvalidValueException(InvalidValueException.problem(SetupError.KEY_SYNTAX, "SSH key", type)
                .with("reason", reason));
    }
}
