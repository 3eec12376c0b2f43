package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.net.Lladdr;
import java.util.List;
import java.util.Optional;

/**
 * What dhcpd.conf(5) says.
 *
 * @param subnets the networks
 * @param hosts the clients that are known, wherever they stand
 */
public record DhcpdConf(List<Subnet> subnets, List<Host> hosts) {

    /** The file that is read if no other is named. */
    public static final String FILE = "/etc/dhcpd.conf";

    /**
     * Addresses that are given away, both included.
     *
     * @param first the lowest
     * @param last the highest
     */
    record Range(int first, int last) {}

    /**
     * A network.
     *
     * @param network its address
     * @param mask its mask
     * @param ranges what is given to whom has no fixed address
     * @param shared the name of the shared network it is in, which is its own address if it is in none
     * @param scope its parameters
     */
    record Subnet(int network, int mask, List<Range> ranges, String shared, Scope scope) {

        boolean contains(int address) {
            return (address & mask) == network;
        }
    }

    /**
     * A client that is known.
     *
     * @param lladdr who it is; empty if that is not said
     * @param fixed its addresses, on different networks; empty for one of a range
     * @param scope its parameters
     */
    record Host(Optional<Lladdr> lladdr, List<Integer> fixed, Scope scope) {}

    /** The network that an address is on. */
    Optional<Subnet> subnetOf(int address) {
        return subnets.stream().filter(subnet -> subnet.contains(address)).findFirst();
    }

    /** The clients with this address of a card. */
    List<Host> hostsOf(Lladdr lladdr) {
        return hosts.stream()
                .filter(host -> host.lladdr().filter(lladdr::equals).isPresent())
                .toList();
    }
}
