package io.vmm4j.testkit.internal.libc;

import io.vmm4j.testkit.internal.kernel.Errno;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers of bytes as people write and read them: scan_scaled(3) and fmt_scaled(3). */
public final class ScaledNumber {

    private static final String SUFFIXES = "BKMGTPE";
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);
    private static final int MAX_DIGITS = 21;
    private static final Pattern SYNTAX =
            Pattern.compile("[ \t\n\u000b\f\r]*([-+]?)([0-9]*)(?:\\.([0-9]*))?(.*)", Pattern.DOTALL);

    private ScaledNumber() {}

    /**
     * The bytes that a text such as {@code 1.5G} stands for. No suffix means bytes, and then a fraction is dropped.
     *
     * @throws SystemError EINVAL for another form, ERANGE from 8E on
     */
    public static long scan(String text) throws SystemError {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new SystemError(Errno.EINVAL);
        }
        String whole = matcher.group(2);
        String suffix = matcher.group(4);
        if (whole.length() >= MAX_DIGITS) {
            throw new SystemError(Errno.ERANGE);
        }
        BigDecimal number = new BigDecimal("0" + whole + (suffix.isEmpty() ? "" : fraction(matcher.group(3))));
        if (!suffix.isEmpty()) {
            number = number.multiply(new BigDecimal(factor(suffix)));
        }
        BigInteger bytes = number.setScale(0, RoundingMode.DOWN).toBigInteger();
        if (bytes.compareTo(LIMIT) >= 0) {
            throw new SystemError(Errno.ERANGE);
        }
        return matcher.group(1).equals("-") ? -bytes.longValue() : bytes.longValue();
    }

    private static String fraction(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? "" : "." + digits;
    }

    private static BigInteger factor(String suffix) throws SystemError {
        int unit = SUFFIXES.indexOf(Ascii.toUpper(suffix.charAt(0)));
        if (unit < 0 || (suffix.length() > 1 && Ascii.isAlnum(suffix.charAt(1)))) {
            throw new SystemError(Errno.EINVAL);
        }
        return BigInteger.ONE.shiftLeft(10 * unit);
    }

    /**
     * At most six characters for a number of bytes: {@code 0B}, {@code 34.0M}, {@code 512M}.
     *
     * @param bytes not negative
     */
    public static String format(long bytes) {
        int unit = 0;
        long scale = 1;
        while (unit < SUFFIXES.length() - 1 && bytes / 1024 >= scale) {
            unit++;
            scale *= 1024;
        }
        long number = bytes / scale;
        long tenths = unit == 0 ? 0 : (10 * (bytes % scale / (scale / 1024)) + 512) / 1024;
        if (tenths >= 10) {
            number++;
            tenths = 0;
        }
        if (number == 0) {
            return "0B";
        }
        char suffix = SUFFIXES.charAt(unit);
        if (unit == 0 || number >= 100) {
            return (tenths >= 5 ? number + 1 : number) + String.valueOf(suffix);
        }
        return number + "." + tenths + suffix;
    }
}
