package io.vmm4j.testkit.internal.net;

import java.util.OptionalInt;

/**
 * A line of the routing table.
 *
 * @param network the network, its bits beyond the length zero
 * @param length how many bits of an address count; 0 for the default route
 * @param gateway who takes the packets; empty if the network is the interface's own
 * @param device the interface
 * @param rdomain the routing domain
 */
public record Route(int network, int length, OptionalInt gateway, String device, int rdomain) {

    boolean leadsTo(int address) {
        return (address & Inet4.mask(length)) == network;
    }
}
