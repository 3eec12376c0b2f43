package io.vmm4j;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** scan_scaled(3)'s grammar of sizes, without what vmctl(8) would silently take for bytes or cut. */
final class SizeText {

    private static final Pattern NUMBER = Pattern.compile("([+-]?)([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)([BKMGTPEbkmgtpe]?)");
    private static final Pattern NEARLY =
            Pattern.compile("\\s*[+]?([0-9]+)(?:[.,]([0-9]+))?\\s*([KMGTPEkmgtpe])[iI]?[bB]?\\s*");
    private static final int LONGEST = 40;
    private static final String UNITS = "BKMGTPE";
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);
    private static final String EXAMPLE = "a whole number of mebibytes or gibibytes, such as 512M or 2G";

    private final String argument;
    private final long limit;
    private final String limitText;

    /** The sizes of one argument, from one mebibyte to a limit in mebibytes. */
    SizeText(String argument, long limit, String limitText) {
        this.argument = argument;
        this.limit = limit;
        this.limitText = limitText;
    }

    /** How many mebibytes the text means. */
    long mebibytes(String text) {
        Matcher number = NUMBER.matcher(text);
        if (text.length() > LONGEST || !number.matches()) {
            throw refused(ValueError.SIZE_SYNTAX, text, corrected(text));
        }
        BigDecimal amount = new BigDecimal(number.group(1) + number.group(2));
        String unit = number.group(3).toUpperCase(Locale.ROOT);
        if (unit.isEmpty() || unit.equals("B")) {
            throw refused(ValueError.SIZE_IN_BYTES, text, inMebibytes(amount));
        }
        BigDecimal mebibytes = amount.multiply(BigDecimal.valueOf(1L << (10 * UNITS.indexOf(unit))))
                .divide(MEBIBYTE);
        if (mebibytes.compareTo(BigDecimal.ONE) < 0) {
            throw refused(ValueError.SIZE_TOO_SMALL, text, "1M");
        }
        if (mebibytes.compareTo(BigDecimal.valueOf(limit)) > 0) {
            throw refused(ValueError.SIZE_TOO_LARGE, text, limitText);
        }
        if (mebibytes.stripTrailingZeros().scale() > 0) {
            throw refused(ValueError.SIZE_NOT_WHOLE, text, mebibytes.toBigInteger() + "M");
        }
        return mebibytes.longValueExact();
    }

    /** The number itself, if it is in range. */
    long require(long mebibytes) {
        if (mebibytes < 1) {
            throw refused(ValueError.SIZE_TOO_SMALL, mebibytes + "M", "1M");
        }
        if (mebibytes > limit) {
            throw refused(ValueError.SIZE_TOO_LARGE, mebibytes + "M", limitText);
        }
        return mebibytes;
    }

    private InvalidValueException refused(ValueError rule, String text, String suggestion) {
        return new InvalidValueException(InvalidValueException.problem(rule, argument, text)
                .with("suggestion", suggestion)
                .with("limit", limitText));
    }

    /** {@code 512} was meant as mebibytes; a number that is whole mebibytes of bytes already was meant as bytes. */
    private static String inMebibytes(BigDecimal amount) {
        BigDecimal[] parts = amount.divideAndRemainder(MEBIBYTE);
        if (parts[0].signum() > 0 && parts[1].signum() == 0) {
            return parts[0].toBigInteger() + "M";
        }
        boolean whole = amount.signum() > 0 && amount.stripTrailingZeros().scale() <= 0;
        return whole ? amount.toBigInteger() + "M" : EXAMPLE;
    }

    /** What was meant by {@code 512MB}, {@code 1 GiB} or {@code 1,5G}. */
    private String corrected(String text) {
        Matcher nearly = NEARLY.matcher(text);
        if (text.length() > LONGEST || !nearly.matches()) {
            return EXAMPLE;
        }
        String fraction = nearly.group(2) == null ? "" : "." + nearly.group(2);
        String meant = nearly.group(1) + fraction + nearly.group(3).toUpperCase(Locale.ROOT);
        try {
            mebibytes(meant);
            return meant;
        } catch (InvalidValueException e) {
            return EXAMPLE;
        }
    }
}
