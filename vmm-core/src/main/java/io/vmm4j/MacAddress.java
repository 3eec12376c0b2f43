package io.vmm4j;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A unicast Ethernet address, the {@code lladdr} of vm.conf(5): six two-digit hexadecimal numbers joined by colons, kept in
 * lower case. vmd(8) itself would accept multicast and all-zero addresses, which no guest can use.
 *
 * @param value the address
 */
public record MacAddress(String value) implements Comparable<MacAddress> {

    private static final String ARGUMENT = "MAC address";
    private static final Pattern SYNTAX = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final String ZERO = "00:00:00:00:00:00";
    private static final int MULTICAST = 0x01;
    private static final String VMD_PREFIX = "fe:e1:bb:";
    private static final int LENGTH = 6;

    public MacAddress {
        value = value.toLowerCase(Locale.ROOT);
        if (!SYNTAX.matcher(value).matches()) {
            throw new InvalidValueException(InvalidValueException.problem(ValueError.MAC_SYNTAX, ARGUMENT, value)
                    .with("suggestion", suggestion(value)));
        }
        boolean multicast = (Integer.parseInt(value.substring(0, 2), 16) & MULTICAST) != 0;
        if (multicast || value.equals(ZERO)) {
            throw InvalidValueException.of(ValueError.MAC_NOT_UNICAST, ARGUMENT, value);
        }
    }

    /**
     * The address of this text, in either case.
     *
     * @throws InvalidValueException if it is no unicast address
     */
    public static MacAddress of(String text) {
        return new MacAddress(text);
    }

    /**
     * An address that is always the same for the same text, in the style of vmd(8): {@code fe:e1:bb:} and 24 bits of a hash,
     * never in {@code fe:e1:bb:d0} to {@code fe:e1:bb:df}, from where vmd takes its random ones.
     *
     * @param seed what makes it unique on its network: the host's name where several share one, the VM's name, and the
     *     number of the interface
     */
    public static MacAddress derivedFrom(String seed) {
        byte[] octets = Arrays.copyOf(sha256(seed), LENGTH / 2);
        if ((octets[0] & 0xf0) == 0xd0) {
            octets[0] ^= (byte) 0x80;
        }
        return new MacAddress(VMD_PREFIX + HexFormat.ofDelimiter(":").formatHex(octets));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String suggestion(String text) {
        String digits = text.replaceAll("[^0-9a-f]", "");
        return digits.length() == 2 * LENGTH
                ? HexFormat.ofDelimiter(":").formatHex(HexFormat.of().parseHex(digits))
                : "six two-digit hexadecimal numbers joined by colons, such as fe:e1:bb:12:34:56";
    }

    @Override
    public int compareTo(MacAddress other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
