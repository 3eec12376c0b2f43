package io.vmm4j;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address: four numbers from 0 to 255 joined by dots, without leading zeros, which some programs read as octal.
 *
 * @param bits the address as a number, the first octet highest
 */
public record Ipv4Address(int bits) implements Comparable<Ipv4Address> {

    private static final String ARGUMENT = "IPv4 address";
    private static final String OCTET = "(0|[1-9]\\d{0,2})";
    private static final Pattern SYNTAX = Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
    private static final int HIGHEST = 255;

    /**
     * The address of this text.
     *
     * @throws InvalidValueException if it is none in this form
     */
    public static Ipv4Address of(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw InvalidValueException.of(ValueError.ADDRESS_SYNTAX, ARGUMENT, text);
        }
        int bits = 0;
        for (int group = 1; group <= matcher.groupCount(); group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > HIGHEST) {
                throw InvalidValueException.of(ValueError.ADDRESS_SYNTAX, ARGUMENT, text);
            }
            bits = bits << 8 | octet;
        }
        return new Ipv4Address(bits);
    }

    /**
     * The address so many further on.
     *
     * @throws InvalidValueException if there is none: addresses end at 255.255.255.255
     */
    public Ipv4Address plus(long count) {
        long sum = Integer.toUnsignedLong(bits) + count;
        if (sum < 0 || sum > 0xffff_ffffL) {
            throw InvalidValueException.of(ValueError.ADDRESS_SYNTAX, ARGUMENT, this + " + " + count);
        }
        return new Ipv4Address((int) sum);
    }

    @Override
    public int compareTo(Ipv4Address other) {
        return Integer.compareUnsigned(bits, other.bits);
    }

    @Override
    public String toString() {
        return (bits >>> 24) + "." + (bits >>> 16 & HIGHEST) + "." + (bits >>> 8 & HIGHEST) + "." + (bits & HIGHEST);
    }
}
