package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Secret;
import io.vmm4j.install.internal.PasswordHashing;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hash of a password, as an installer writes it into a guest: bcrypt ({@code $2b$}, cost 4 to 31) or SHA-512-crypt
 * ({@code $6$}). {@link #toString()} names the scheme alone: whoever has a hash can try passwords on it.
 */
public final class PasswordHash {

    private static final Pattern BCRYPT =
            Pattern.compile("\\$2b\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{22}[./A-Za-z0-9]{31}");
    private static final Pattern SHA_512 =
            Pattern.compile("\\$6\\$(?:rounds=([1-9][0-9]{3,8})\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{86}");

    private final String text;
    private final PasswordScheme scheme;

    private PasswordHash(String text, PasswordScheme scheme) {
        this.text = text;
        this.scheme = scheme;
    }

    /**
     * A hash that was made elsewhere, by encrypt(1) or mkpasswd(1).
     *
     * @throws InvalidValueException if it is none of the two; the exception does not repeat it
     */
    public static PasswordHash of(String text) {
        if (BCRYPT.matcher(text).matches()) {
            return new PasswordHash(text, PasswordScheme.BCRYPT);
        }
        Matcher sha = SHA_512.matcher(text);
        if (sha.matches()) {
            return new PasswordHash(text, PasswordScheme.SHA_512_CRYPT);
        }
        throw new InvalidValueException(Problem.of(SetupError.HASH_SYNTAX).with("argument", "password hash"));
    }

    /**
     * The hash of a password under a new random salt. Takes about a tenth of a second on purpose.
     *
     * @throws InvalidValueException if crypt(3) would not see the whole password: one with a NUL, or longer than 72 bytes
     *     for bcrypt
     */
    public static PasswordHash of(Secret password, PasswordScheme scheme) {
        return of(password, scheme, new SecureRandom());
    }

    /** The same with the salt drawn from this source. */
    public static PasswordHash of(Secret password, PasswordScheme scheme, SecureRandom random) {
        return new PasswordHash(PasswordHashing.hash(password, scheme, random), scheme);
    }

    /** How it was made. */
    public PasswordScheme scheme() {
        return scheme;
    }

    /** The text for master.passwd(5) or shadow(5). */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash hash && hash.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }

    @Override
    public String toString() {
        return "PasswordHash[" + scheme + "]";
    }
}
