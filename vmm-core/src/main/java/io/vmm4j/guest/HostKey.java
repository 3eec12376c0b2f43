package io.vmm4j.guest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A key by which an SSH server proves who it is, known by its fingerprint.
 *
 * @param type as SSH names it: {@code ssh-ed25519}, {@code ecdsa-sha2-nistp256}, {@code ssh-rsa}
 * @param fingerprint as {@code ssh-keygen -lf} prints it: {@code SHA256:} and 43 characters of base64
 */
public record HostKey(String type, String fingerprint) {

    private static final Pattern TYPE = Pattern.compile("[a-z0-9@.-]{1,64}");
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final Pattern PUBLIC = Pattern.compile("(\\S+)\\s+([A-Za-z0-9+/]+={0,2})(?:\\s.*)?");

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one has another form
     */
    public HostKey {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(fingerprint, "fingerprint");
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException("not a type of key as SSH names them: " + type);
        }
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
            throw new IllegalArgumentException(
                    "not a fingerprint of the form SHA256:... that ssh-keygen -lf prints: " + fingerprint);
        }
    }

    /**
     * The key in a line as {@code /etc/ssh/ssh_host_ed25519_key.pub} has it: type, base64, and a comment or none.
     *
     * @throws IllegalArgumentException if it is no public key
     */
    public static HostKey ofPublicKey(String line) {
        return find(line.strip()).orElseThrow(() -> new IllegalArgumentException("not a public key of SSH: " + line));
    }

    static Optional<HostKey> find(String line) {
        Matcher matcher = PUBLIC.matcher(line);
        if (!matcher.matches() || !TYPE.matcher(matcher.group(1)).matches()) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(matcher.group(2));
            return typeIn(blob).filter(matcher.group(1)::equals).map(type -> new HostKey(type, fingerprint(blob)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The type stands first in the key itself, behind its length. */
    private static Optional<String> typeIn(byte[] blob) {
        int length = blob.length < 4 ? -1 : ((blob[2] & 0xff) << 8) | (blob[3] & 0xff);
        boolean whole = length > 0 && blob[0] == 0 && blob[1] == 0 && blob.length > 4 + length;
        return whole ? Optional.of(new String(blob, 4, length, StandardCharsets.US_ASCII)) : Optional.empty();
    }

    private static String fingerprint(byte[] blob) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Type and fingerprint with a blank between them. */
    @Override
    public String toString() {
        return type + " " + fingerprint;
    }
}
