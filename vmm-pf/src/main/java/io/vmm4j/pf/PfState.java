package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One line of {@code pfctl -ss}: a connection that pf(4) keeps state of. Immutable.
 *
 * @param where the interface, or {@code all}
 * @param protocol as printed: {@code tcp}
 * @param left the side that is written first: of a connection that goes out, where it comes from, after translation
 * @param original what {@code left} is on the other side of a translation; empty without one
 * @param outgoing whether {@code left} began it, printed as {@code ->}
 * @param right the other side
 * @param rightOriginal what {@code right} is on the other side of a translation; empty without one
 * @param progress how far each side is: {@code ESTABLISHED:ESTABLISHED}
 */
public record PfState(
        String where,
        String protocol,
        String left,
        Optional<String> original,
        boolean outgoing,
        String right,
        Optional<String> rightOriginal,
        String progress) {

    private static final String ENDPOINT = "(?:\\(\\d+\\) )?(\\S+)(?: \\((?:\\(\\d+\\) )?([^()\\s]+)\\))?";
    private static final Pattern LINE =
            Pattern.compile("(\\S+) (\\S+) " + ENDPOINT + " (<-|->) " + ENDPOINT + "\\s+(\\S+)\\s*");

    public PfState {
        Objects.requireNonNull(original, "original");
        Objects.requireNonNull(rightOriginal, "rightOriginal");
    }

    /** Reads a line; empty if it has another form. */
    static Optional<PfState> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new PfState(
                        matcher.group(1),
                        matcher.group(2),
                        matcher.group(3),
                        Optional.ofNullable(matcher.group(4)),
                        matcher.group(5).equals("->"),
                        matcher.group(6),
                        Optional.ofNullable(matcher.group(7)),
                        matcher.group(8)))
                : Optional.empty();
    }

    /** The IPv4 addresses of its ends, before and after translation; each once. */
    public List<Ipv4Address> addresses() {
        return Stream.of(Optional.of(left), original, Optional.of(right), rightOriginal)
                .flatMap(Optional::stream)
                .flatMap(end -> address(end).stream())
                .distinct()
                .toList();
    }

    /** Whether one of its ends is this address, before or after translation. */
    public boolean involves(Ipv4Address address) {
        return addresses().contains(address);
    }

    /** Whether the source of it is translated, as {@code nat-to} does. */
    public boolean isTranslated() {
        return original.isPresent() || rightOriginal.isPresent();
    }

    private static Optional<Ipv4Address> address(String end) {
        try {
            return Optional.of(Ipv4Address.of(end.split("[:\\[]", 2)[0]));
        } catch (InvalidValueException e) {
            // An IPv6 address.
            return Optional.empty();
        }
    }
}
