package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;

/**
 * What the filter sees of a packet. An ICMP query has its identifier as source port and its type as destination port, and an answer
 * the other way round, as states have them.
 *
 * @param protocol its number
 * @param source from where
 * @param sourcePort 0 for none
 * @param destination to where
 * @param destinationPort 0 for none
 * @param flags the TCP flags
 * @param icmpType the ICMP type
 * @param icmpCode the ICMP code
 */
public record PfPacket(
        int protocol,
        IpAddress source,
        int sourcePort,
        IpAddress destination,
        int destinationPort,
        int flags,
        int icmpType,
        int icmpCode) {

    /** A TCP packet with these flags. */
    public static PfPacket tcp(
            IpAddress source, int sourcePort, IpAddress destination, int destinationPort, int flags) {
        return new PfPacket(Protocols.TCP, source, sourcePort, destination, destinationPort, flags, 0, 0);
    }

    boolean isFirstOfTcp() {
        return protocol == Protocols.TCP && (flags & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
    }

    boolean isIcmp() {
        return protocol == Protocols.ICMP || protocol == Protocols.ICMP6;
    }

    /** The same packet from elsewhere. */
    public PfPacket from(IpAddress address, int port) {
        return new PfPacket(protocol, address, port, destination, destinationPort, flags, icmpType, icmpCode);
    }

    /** The same packet to elsewhere. */
    public PfPacket to(IpAddress address, int port) {
        return new PfPacket(protocol, source, sourcePort, address, port, flags, icmpType, icmpCode);
    }
}
