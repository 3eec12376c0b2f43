package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.install.internal.KeyBlob;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;

/**
 * An SSH public key, one line of a {@code .pub} file or of authorized_keys without options: Ed25519, ECDSA, RSA of at least
 * 2048 bits, or one kept by a security key. The blob is read, so that half a key is refused here and not at the first
 * login. sshd(8).
 *
 * @param type the algorithm: {@code ssh-ed25519}
 * @param base64 the key
 * @param comment what is written behind it; may be empty
 */
public record SshPublicKey(String type, String base64, String comment) {

    private static final String ARGUMENT = "SSH key";
    private static final int MAX_BYTES = 4096;
    private static final Set<String> TYPES = KeyBlob.TYPES;

    public SshPublicKey {
        if (!TYPES.contains(type)) {
            throw refused(
                    type,
                    "its type is none of "
                            + String.join(", ", TYPES.stream().sorted().toList()));
        }
        if (!comment.isEmpty()) {
            Checks.line("comment of an SSH key", comment, MAX_BYTES);
        }
        Checks.encodable(ARGUMENT, base64, 2 * MAX_BYTES);
        KeyBlob.check(type, decode(base64));
    }

    /**
     * The key of this line.
     *
     * @throws InvalidValueException if it is none, has options before it, or is too weak
     */
    public static SshPublicKey of(String line) {
        String[] words = line.strip().split("[ \\t]+", 3);
        if (words.length < 2) {
            throw refused(line, "it has no type and key");
        }
        return new SshPublicKey(words[0], words[1], words.length == 3 ? words[2].strip() : "");
    }

    private static byte[] decode(String base64) {
        byte[] blob;
        try {
            blob = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw refused(base64, "the key is no base64");
        }
        if (!Base64.getEncoder().encodeToString(blob).equals(base64)) {
            throw refused(base64, "the base64 is cut");
        }
        return blob;
    }

    private static InvalidValueException refused(String value, String reason) {
        return new InvalidValueException(InvalidValueException.problem(SetupError.KEY_SYNTAX, ARGUMENT, value)
                .with("reason", reason));
    }

    /** What {@code ssh-keygen -l} prints: {@code SHA256:} and the hash. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The line for authorized_keys. */
    @Override
    public String toString() {
        return type + " " + base64 + (comment.isEmpty() ? "" : " " + comment);
    }
}
