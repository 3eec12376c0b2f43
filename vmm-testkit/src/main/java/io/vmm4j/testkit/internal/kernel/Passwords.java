package io.vmm4j.testkit.internal.kernel;

import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Passwords as OpenBSD's installer takes them: clear, as a bcrypt hash, or thirteen asterisks for none; and
 * as Linux has them, with SHA-512-crypt. */
public final class Passwords {

    /** As OpenBSD has it; any shorter one, down to none at all, lets nobody in either. */
    private static final String DISABLED = "*************";

    private Passwords() {}

    private static boolean isHash(String answer) {
        return answer.length() > 40 && answer.matches("\\$2.?\\$[0-9][0-9]\\$.*");
    }

    /** Whether somebody who types this knows a password. */
    public static boolean matches(String secret, String typed) {
        if (DISABLED.contains(secret) || secret.matches("!+(\\$.*|\\*)?")) {
            return false;
        }
        if (secret.startsWith("$6$")) {
            return Sha2Crypt.sha512Crypt(typed.getBytes(StandardCharsets.UTF_8), secret)
                    .equals(secret);
        }
        return isHash(secret) ? OpenBSDBCrypt.checkPassword(secret, typed.toCharArray()) : secret.equals(typed);
    }
}
