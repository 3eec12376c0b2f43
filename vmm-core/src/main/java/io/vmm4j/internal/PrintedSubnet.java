package io.vmm4j.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 networks as OpenBSD's tools print them and its files have them: octets that are 0 and the mask may be left out. */
public final class PrintedSubnet {

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,3})(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?(?:\\.(\\d{1,3}))?(?:/(\\d{1,2}))?");
    private static final int OCTETS = 4;
    private static final int HIGHEST = 255;
    private static final int BITS = 32;

    private PrintedSubnet() {}

    /**
     * {@code 100.64/10}; empty if the text is no network. Host bits do not count.
     *
     * @param bitsIfNotSaid the length of the mask of a network that has none
     */
    public static Optional<Subnet> parse(String text, int bitsIfNotSaid) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int address = 0;
        for (int group = 1; group <= OCTETS; group++) {
            int octet = matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
            if (octet > HIGHEST) {
                return Optional.empty();
            }
            address = address << 8 | octet;
        }
        int bits = matcher.group(OCTETS + 1) == null ? bitsIfNotSaid : Integer.parseInt(matcher.group(OCTETS + 1));
        return bits > BITS ? Optional.empty() : Optional.of(Subnet.containing(new Ipv4Address(address), bits));
    }
}
