package io.vmm4j.testkit.internal.kernel;

import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Passwords as OpenBSD's installer takes them: clear, as a bcrypt hash, or thirteen asterisks for none. */
public final class Passwords {

    private static final String DISABLED = "*************";

    private Passwords() {}

    private static boolean isHash(String answer) {
        return answer.length() > 40 && answer.matches("\\$2.?\\$[0-9][0-9]\\$.*");
    }

    /** Whether somebody who types this knows a password. */
    public static boolean matches(String secret, String typed) {
        if (secret.equals(DISABLED)) {
            return false;
        }
        return isHash(secret) ? OpenBSDBCrypt.checkPassword(secret, typed.toCharArray()) : secret.equals(typed);
    }
}
