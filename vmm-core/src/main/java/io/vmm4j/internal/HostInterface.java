package io.vmm4j.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A network interface of a host, as ifconfig(8) shows it. Immutable.
 *
 * @param name {@code em0}
 * @param flags its flags: {@code UP}
 * @param description its description, empty if it has none
 * @param groups the groups that it is in
 * @param addresses its IPv4 addresses
 * @param members what is attached to it, if it is a bridge(4) or veb(4)
 * @param cache what such a bridge has seen; shown only if the bridge was asked for by name
 */
public record HostInterface(
        String name,
        Set<String> flags,
        String description,
        List<String> groups,
        List<Address> addresses,
        List<String> members,
        List<Seen> cache) {

    public HostInterface {
        flags = Set.copyOf(flags);
        groups = List.copyOf(groups);
        addresses = List.copyOf(addresses);
        members = List.copyOf(members);
        cache = List.copyOf(cache);
    }

    /**
     * An address with its mask.
     *
     * @param address the address
     * @param prefixLength how many bits the mask has
     */
    public record Address(Ipv4Address address, int prefixLength) {

        /** The network that it is in. */
        public Subnet network() {
            return Subnet.containing(address, prefixLength);
        }
    }

    /**
     * A station that a bridge has seen.
     *
     * @param lladdr its link-layer address, in lower case
     * @param member behind which member
     */
    public record Seen(String lladdr, String member) {}

    /** Whether it is up. */
    public boolean isUp() {
        return flags.contains("UP");
    }

    /** Whether packets between its members are filtered: a flag of veb(4). */
    public boolean hasLink1() {
        return flags.contains("LINK1");
    }

    /** Whether it has this address. */
    public boolean has(Ipv4Address address) {
        return addresses.stream().anyMatch(one -> one.address().equals(address));
    }

    /** The networks that its addresses are in. */
    public List<Subnet> networks() {
        return addresses.stream().map(Address::network).toList();
    }

    /** The VM whose tap(4) it is; empty if vmd(8) did not make it. */
    public Optional<VmTap> vm() {
        return VmTap.of(description);
    }
}
