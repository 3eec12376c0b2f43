package io.vmm4j.install;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.List;

/** How the first network interface of a guest gets its address. */
public sealed interface GuestNetwork {

    /** By DHCP. */
    static GuestNetwork dhcp() {
        return new Dhcp();
    }

    /**
     * A fixed address, as {@code 10.10.0.5/24}.
     *
     * @throws InvalidValueException if it is no address with a prefix length, or the network would not work
     */
    static GuestNetwork fixed(String address, String gateway, String... nameservers) {
        int slash = address.indexOf('/');
        String length = slash < 0 ? "" : address.substring(slash + 1);
        if (!length.matches("[0-9]{1,2}")) {
            throw InvalidValueException.of(SetupError.NETWORK_PREFIX, "prefix length", length);
        }
        return new Fixed(
                Ipv4Address.of(address.substring(0, slash)),
                Integer.parseInt(length),
                Ipv4Address.of(gateway),
                List.of(nameservers).stream().map(Ipv4Address::of).toList());
    }

    /** An address from a DHCP server: vmd's own, dhcpd(8), or one of the network's. */
    record Dhcp() implements GuestNetwork {}

    /**
     * A fixed IPv4 address.
     *
     * @param address the guest's address
     * @param prefixLength the bits of its network, 1 to 31
     * @param gateway the router, in the same network
     * @param nameservers one to three
     */
    record Fixed(Ipv4Address address, int prefixLength, Ipv4Address gateway, List<Ipv4Address> nameservers)
            implements GuestNetwork {

        private static final int LONGEST = 31;
        private static final int MAX_NAMESERVERS = 3;

        public Fixed {
            nameservers = List.copyOf(nameservers);
            if (prefixLength < 1 || prefixLength > LONGEST) {
                throw InvalidValueException.of(
                        SetupError.NETWORK_PREFIX, "prefix length", Integer.toString(prefixLength));
            }
            Subnet subnet = Subnet.containing(address, prefixLength);
            requireHost("address", address, subnet);
            if (!subnet.contains(gateway) || gateway.equals(address)) {
                throw InvalidValueException.of(SetupError.NETWORK_GATEWAY, "gateway", gateway.toString());
            }
            requireHost("gateway", gateway, subnet);
            if (nameservers.isEmpty() || nameservers.size() > MAX_NAMESERVERS) {
                throw InvalidValueException.of(
                        SetupError.NETWORK_NAMESERVERS, "name servers", Integer.toString(nameservers.size()));
            }
        }

        private static void requireHost(String argument, Ipv4Address address, Subnet subnet) {
            // Of two addresses both are hosts': RFC 3021, which vmd's local interfaces live by.
            if (subnet.prefixLength() < LONGEST
                    && (address.equals(subnet.address()) || address.equals(subnet.broadcast()))) {
                throw InvalidValueException.of(SetupError.NETWORK_ADDRESS, argument, address.toString());
            }
        }

        /** The network. */
        public Subnet subnet() {
            return Subnet.containing(address, prefixLength);
        }

        /** The address with its prefix length: {@code 10.10.0.5/24}. */
        public String cidr() {
            return address + "/" + prefixLength;
        }
    }
}
