package io.vmm4j;

import java.util.Objects;

/**
 * Where a guest can be reached from its host.
 *
 * @param address an IPv4 address in dotted form
 * @param source how it was found
 * @param tap the host's interface towards the guest
 */
public record GuestAddress(String address, Source source, String tap) {

    /** How an address was found. */
    public enum Source {
        /** A local interface: the address above that of the host's tap(4), which vmd(8) gives the guest. */
        LOCAL_INTERFACE,
        /**
         * An interface on a switch with the host's dhcpd(8): a {@code host} block of dhcpd.conf(5) for its lladdr. That is the one in
         * vm.conf(5), or what the switch has seen.
         */
        DHCP_HOST,
        /** The same, and a lease that has not ended: the newest of dhcpd.leases(5). */
        DHCP_LEASE,
        /** An interface on a switch with another DHCP server or none: the host's arp(8) entry for its lladdr. */
        ARP
    }

    public GuestAddress {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(tap, "tap");
    }

    @Override
    public String toString() {
        return address;
    }
}
