package io.vmm4j.testkit.internal.libc;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decimal number between two limits: strtonum(3). */
public final class Strtonum {

    private static final Pattern SYNTAX = Pattern.compile("[ \t\n\u000b\f\r]*([-+]?[0-9]+)");

    private Strtonum() {}

    /** Why a text is no such number. */
    public static final class Invalid extends Exception {

        private static final long serialVersionUID = 1L;

        Invalid(String reason) {
            super(reason, null, false, false);
        }

        /** strtonum's word for it: {@code invalid}, {@code too small} or {@code too large}. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /**
     * The number.
     *
     * @throws Invalid if it is none, or lies outside the limits
     */
    public static long parse(String text, long min, long max) throws Invalid {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new Invalid("invalid");
        }
        String digits = matcher.group(1);
        BigInteger number = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
        if (number.compareTo(BigInteger.valueOf(min)) < 0) {
            throw new Invalid("too small");
        }
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new Invalid("too large");
        }
        return number.longValueExact();
    }
}
