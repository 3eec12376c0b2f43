package io.vmm4j.vmconf.internal;

import io.vmm4j.MemorySize;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code memory} of vm.conf(5), by scan_scaled(3). What vmd(8) refuses is explained among the messages. */
final class MemorySizes {

    private static final String UNITS = "BKMGTPE";
    private static final int MOST_DIGITS = 20;
    private static final Pattern SCALED = Pattern.compile(
            "[ \\t-\\r]*([+-]?)([0-9]*)(?:\\.([0-9]*))?(?:([BKMGTPEbkmgtpe])(?![0-9A-Za-z]).*)?", Pattern.DOTALL);
    private static final Pattern DIGITS = Pattern.compile("[ \\t-\\r]*[+-]?([0-9]+)");
    private static final BigInteger MOST_BYTES = BigInteger.valueOf(Long.MAX_VALUE);

    private final Messages messages;

    MemorySizes(Messages messages) {
        this.messages = messages;
    }

    /** Of a string such as {@code 512M}. */
    Optional<MemorySize> ofText(String text) {
        Matcher digits = DIGITS.matcher(text);
        if (digits.lookingAt() && isTooLarge(digits.group(1))) {
            return invalid(text, "Result too large");
        }
        Matcher scaled = SCALED.matcher(text);
        if (!scaled.matches()) {
            return invalid(text, "Invalid argument");
        }
        String whole = scaled.group(2).isEmpty() ? "0" : scaled.group(2);
        BigInteger unit = BigInteger.ONE;
        BigDecimal amount = new BigDecimal(whole);
        if (scaled.group(4) != null) {
            int power = UNITS.indexOf(Character.toUpperCase(scaled.group(4).charAt(0)));
            unit = BigInteger.ONE.shiftLeft(10 * power);
            String fraction = scaled.group(3) == null ? "" : scaled.group(3);
            amount = new BigDecimal(whole + "." + (fraction.isEmpty() ? "0" : fraction));
        }
        if (new BigInteger(whole).multiply(unit).compareTo(MOST_BYTES) > 0) {
            return invalid(text, "Result too large");
        }
        BigInteger bytes = amount.multiply(new BigDecimal(unit))
                .setScale(0, RoundingMode.DOWN)
                .toBigInteger();
        return ofBytes(scaled.group(1).equals("-") ? -bytes.longValue() : bytes.longValue());
    }

    /** It stumbles over the digits before it looks at what comes after them. */
    private static boolean isTooLarge(String digits) {
        return digits.length() > MOST_DIGITS || new BigInteger(digits).compareTo(MOST_BYTES) > 0;
    }

    private Optional<MemorySize> invalid(String text, String reason) {
        messages.note("invalid memory size: " + text + ": " + reason);
        return Optional.empty();
    }

    /** Of a bare number, which is bytes. vmd(8) rounds down to mebibytes without a word. */
    Optional<MemorySize> ofBytes(long bytes) {
        long mebibytes = bytes >> 20;
        if (mebibytes < 1) {
            messages.note("memory size must be at least 1MB");
            return Optional.empty();
        }
        if (bytes > 128L << 30) {
            messages.note("memory size too large (limit is 128G)");
            return Optional.empty();
        }
        return Optional.of(MemorySize.ofMebibytes(mebibytes));
    }
}
