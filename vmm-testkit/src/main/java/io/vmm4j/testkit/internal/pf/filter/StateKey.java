package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.IpAddress;

/**
 * What packets of a connection have in common on one side of the filter. The first end is the one that is outside of the interface,
 * so that a packet that comes in has it as its source, and one that goes out as its destination.
 */
record StateKey(int protocol, IpAddress outside, int outsidePort, IpAddress inside, int insidePort, int rdomain) {

    static StateKey of(PfPacket packet, boolean in, int rdomain) {
        return in
                ? new StateKey(
                        packet.protocol(),
                        packet.source(),
                        packet.sourcePort(),
                        packet.destination(),
                        packet.destinationPort(),
                        rdomain)
                : new StateKey(
                        packet.protocol(),
                        packet.destination(),
                        packet.destinationPort(),
                        packet.source(),
                        packet.sourcePort(),
                        rdomain);
    }

    /** The packet with the addresses and ports of this key. */
    PfPacket applyTo(PfPacket packet, boolean in) {
        return in
                ? packet.from(outside, outsidePort).to(inside, insidePort)
                : packet.from(inside, insidePort).to(outside, outsidePort);
    }
}
