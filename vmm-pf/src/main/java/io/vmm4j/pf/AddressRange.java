package io.vmm4j.pf;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;

/**
 * Addresses, both ends among them.
 *
 * @param first the lowest
 * @param last not below the first
 */
public record AddressRange(Ipv4Address first, Ipv4Address last) {

    public AddressRange {
        if (last.compareTo(first) < 0) {
            throw InvalidValueException.of(PfError.ADDRESS_RANGE, "address range", first + " - " + last);
        }
    }

    /** Whether the address is one of them. */
    public boolean contains(Ipv4Address address) {
        return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
    }

    @Override
    public String toString() {
        return first + " - " + last;
    }
}
