package io.vmm4j.vmconf.internal;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** strtonum(3). */
final class Numbers {

    private static final Pattern DECIMAL = Pattern.compile("[ \\t-\\r]*[+-]?[0-9]+");

    private Numbers() {}

    /** Why a text is no number of a range, in strtonum's words; empty if it is one. */
    static Optional<String> problem(String text, long least, long most) {
        if (isShort(text)) {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return Optional.empty();
            }
        }
        if (!DECIMAL.matcher(text).matches()) {
            return Optional.of("invalid");
        }
        BigInteger value = new BigInteger(text.strip());
        if (value.compareTo(BigInteger.valueOf(least)) < 0) {
            return Optional.of("too small");
        }
        return value.compareTo(BigInteger.valueOf(most)) > 0 ? Optional.of("too large") : Optional.empty();
    }

    /** Whether a text is a number that needs no closer look; nearly all are. */
    private static boolean isShort(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!Characters.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
