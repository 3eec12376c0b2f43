package io.vmm4j.testkit.internal.dhcp;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client is told by dhcpd(8).
 *
 * @param address its address
 * @param mask the mask of its network
 * @param router whom it sends what is not on its network; empty for nobody
 * @param nameServers whom it asks for names, in this order
 * @param lease how long an address of a range is the client's; empty for a fixed one, which nobody keeps a record of
 */
public record Offer(int address, int mask, OptionalInt router, List<Integer> nameServers, Optional<Duration> lease) {

    public Offer {
        nameServers = List.copyOf(nameServers);
    }

    /** Whether an address is on the client's own network. */
    public boolean isBeside(int other) {
        return (other & mask) == (address & mask);
    }
}
