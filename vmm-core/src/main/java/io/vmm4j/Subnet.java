package io.vmm4j;

/**
 * An IPv4 network: an address whose host bits are all zero, and how many bits are the network's.
 *
 * @param address the lowest address
 * @param prefixLength 0 to 32
 */
public record Subnet(Ipv4Address address, int prefixLength) implements Comparable<Subnet> {

    private static final String ARGUMENT = "subnet";
    private static final int BITS = 32;

    public Subnet {
        if (prefixLength < 0 || prefixLength > BITS) {
            throw InvalidValueException.of(ValueError.SUBNET_SYNTAX, ARGUMENT, address + "/" + prefixLength);
        }
        if ((address.bits() & ~mask(prefixLength)) != 0) {
            throw new InvalidValueException(
                    InvalidValueException.problem(ValueError.SUBNET_HOST_BITS, ARGUMENT, address + "/" + prefixLength)
                            .with("suggestion", containing(address, prefixLength)));
        }
    }

    /**
     * The network of this text: {@code 10.10.0.0/24}.
     *
     * @throws InvalidValueException if it is none
     */
    public static Subnet of(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2 || !parts[1].matches("\\d{1,2}")) {
            throw InvalidValueException.of(ValueError.SUBNET_SYNTAX, ARGUMENT, text);
        }
        return new Subnet(Ipv4Address.of(parts[0]), Integer.parseInt(parts[1]));
    }

    /**
     * The network that an address is in.
     *
     * @throws InvalidValueException if the length is not 0 to 32
     */
    public static Subnet containing(Ipv4Address address, int prefixLength) {
        if (prefixLength < 0 || prefixLength > BITS) {
            throw InvalidValueException.of(ValueError.SUBNET_SYNTAX, ARGUMENT, address + "/" + prefixLength);
        }
        return new Subnet(new Ipv4Address(address.bits() & mask(prefixLength)), prefixLength);
    }

    private static int mask(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << (BITS - prefixLength);
    }

    /** The mask in dotted form: {@code 255.255.255.0}. */
    public Ipv4Address netmask() {
        return new Ipv4Address(mask(prefixLength));
    }

    /** The highest address, where broadcasts go. */
    public Ipv4Address broadcast() {
        return new Ipv4Address(address.bits() | ~mask(prefixLength));
    }

    /** How many addresses there are, the lowest and the highest among them. */
    public long size() {
        return 1L << (BITS - prefixLength);
    }

    /**
     * The address at this place; 0 is the lowest.
     *
     * @throws InvalidValueException if it lies outside
     */
    public Ipv4Address address(long index) {
        if (index < 0 || index >= size()) {
            throw InvalidValueException.of(ValueError.SUBNET_INDEX, ARGUMENT, this + ", address " + index);
        }
        return address.plus(index);
    }

    /** Whether the address lies in it. */
    public boolean contains(Ipv4Address other) {
        return (other.bits() & mask(prefixLength)) == address.bits();
    }

    /** Whether there is an address that lies in both. */
    public boolean overlaps(Subnet other) {
        return contains(other.address) || other.contains(address);
    }

    /** By the lowest address, then the larger network first. */
    @Override
    public int compareTo(Subnet other) {
        int order = address.compareTo(other.address);
        return order != 0 ? order : Integer.compare(prefixLength, other.prefixLength);
    }

    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
