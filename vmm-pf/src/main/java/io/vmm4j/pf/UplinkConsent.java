package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import java.util.Objects;

/**
 * That somebody has agreed to the move of one address of a host off one of its interfaces, or back: both by name, as a person would
 * have to type them. It is worth nothing for another interface, and nothing once the host has another address. Immutable.
 *
 * @param interfaceName the interface with the cable: {@code em0}
 * @param address the host's address that moves, the first one if it has several
 */
public record UplinkConsent(String interfaceName, Ipv4Address address) {

    public UplinkConsent {
        Objects.requireNonNull(interfaceName, "interfaceName");
        Objects.requireNonNull(address, "address");
    }

    /** The consent to the move of this address. */
    public static UplinkConsent of(String interfaceName, String address) {
        return new UplinkConsent(interfaceName, Ipv4Address.of(address));
    }
}
