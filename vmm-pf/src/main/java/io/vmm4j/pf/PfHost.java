package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.regex.Pattern;

/**
 * Where a packet comes from or goes to, as a rule of pf.conf(5) names it. Immutable.
 *
 * @param text as pfctl(8) prints it, without the negation
 * @param negated whether it is everything else
 */
public record PfHost(String text, boolean negated) {

    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,14}");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");
    private static final String ANY = "any";

    /** Everywhere. */
    public static PfHost any() {
        return new PfHost(ANY, false);
    }

    /** One address. */
    public static PfHost of(Ipv4Address address) {
        return new PfHost(address.toString(), false);
    }

    /** A network. */
    public static PfHost of(Subnet subnet) {
        return subnet.prefixLength() == 32 ? of(subnet.address()) : new PfHost(subnet.toString(), false);
    }

    /**
     * Every address that an interface, or a group of them such as {@code egress}, has at the time.
     *
     * @throws InvalidValueException if nothing can be called so
     */
    public static PfHost addressesOf(String interfaceName) {
        return new PfHost("(" + requireInterface(interfaceName) + ")", false);
    }

    /**
     * The same without aliases.
     *
     * @throws InvalidValueException if nothing can be called so
     */
    public static PfHost firstAddressOf(String interfaceName) {
        return new PfHost("(" + requireInterface(interfaceName) + ":0)", false);
    }

    /**
     * What a table holds at the time.
     *
     * @throws InvalidValueException if no table can be called so
     */
    public static PfHost table(String name) {
        if (!TABLE.matcher(name).matches()) {
            throw InvalidValueException.of(PfError.TABLE_NAME, "table name", name);
        }
        return new PfHost("<" + name + ">", false);
    }

    static String requireInterface(String name) {
        if (!INTERFACE.matcher(name).matches()) {
            throw InvalidValueException.of(PfError.INTERFACE_NAME, "interface name", name);
        }
        return name;
    }

    /** Everything else. */
    public PfHost not() {
        return new PfHost(text, !negated);
    }

    boolean isAny() {
        return text.equals(ANY) && !negated;
    }

    /** Whether only IPv4 packets can match. */
    boolean isInet() {
        return Character.isDigit(text.charAt(0));
    }

    /** Whether what it stands for changes with the host's interfaces. */
    boolean isDynamic() {
        return text.startsWith("(");
    }

    @Override
    public String toString() {
        return negated ? "! " + text : text;
    }
}
