package io.vmm4j.host;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of OpenBSD, as {@code uname -r} and {@code sysctl kern.version} tell it. Ordered by number
 * alone, so that a release and its -current compare as equal.
 *
 * @param major 7 of 7.9
 * @param minor 9 of 7.9
 * @param flavour {@code current}, {@code beta} or {@code stable}; empty for a release itself
 */
public record OpenBsdRelease(int major, int minor, Optional<String> flavour) implements Comparable<OpenBsdRelease> {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Pattern VERSION = Pattern.compile("OpenBSD (\\d{1,4})\\.(\\d{1,4})(?:-(\\w+))?.*");

    /** A release without a flavour: {@code 7.9}; empty if the text is none. */
    public static Optional<OpenBsdRelease> ofNumber(String text) {
        Matcher matcher = NUMBER.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new OpenBsdRelease(
                        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), Optional.empty()))
                : Optional.empty();
    }

    /** The release that the first line of {@code kern.version} names; empty if it names none. */
    public static Optional<OpenBsdRelease> ofVersionLine(String line) {
        Matcher matcher = VERSION.matcher(line.strip());
        return matcher.matches()
                ? Optional.of(new OpenBsdRelease(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Optional.ofNullable(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether it is this release or a later one. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return major != otherMajor ? major > otherMajor : minor >= otherMinor;
    }

    @Override
    public int compareTo(OpenBsdRelease other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor + flavour.map(name -> "-" + name).orElse("");
    }
}
