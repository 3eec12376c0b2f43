package io.vmm4j.host.internal.doctor;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size as fmt_scaled(3) prints it: {@code 512M}, {@code 1.0G}. Rounded.
 *
 * @param mebibytes the size it says
 * @param uncertainty how far what was meant can be from it, in mebibytes
 */
record PrintedSize(double mebibytes, double uncertainty) {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(\\.\\d)?([BKMGTPE])");
    private static final String UNITS = "BKMGTPE";

    /** Reads one; empty if the text is none. */
    static Optional<PrintedSize> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double unit = Math.pow(1024, UNITS.indexOf(matcher.group(3)) - 2.0);
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        double number = Double.parseDouble(matcher.group(1) + fraction);
        return Optional.of(new PrintedSize(number * unit, fraction.isEmpty() ? unit : unit / 10));
    }

    /** Whether it can be what is printed for so much memory, to which vmd(8) adds 2 MiB while the VM runs. */
    boolean canMean(long memory) {
        return Math.abs(mebibytes - memory) <= uncertainty + 2;
    }
}
