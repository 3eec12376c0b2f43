package io.vmm4j.testkit;

import java.util.Optional;

/**
 * An IP packet for {@link SimulatedNetwork#send}. Immutable; {@link #tcp}, {@link #udp} and {@link #ping} make one that begins
 * something.
 *
 * @param protocol its protocol
 * @param source the address that it comes from
 * @param sourcePort the port, or the identifier of a ping
 * @param destination the address that it goes to
 * @param destinationPort the port; 0 for a ping
 * @param phase where in its connection it stands
 * @param arrivesOn the interface of the host through which it comes in; empty for one that the host itself sends
 */
public record Packet(
        Protocol protocol,
        String source,
        int sourcePort,
        String destination,
        int destinationPort,
        Phase phase,
        Optional<String> arrivesOn) {

    /** The protocols that packets can be of. */
    public enum Protocol {
        TCP,
        UDP,
        ICMP
    }

    /** Where a packet stands in its connection, which is what pf(4) sees of TCP flags. */
    public enum Phase {
        /** The first packet: SYN, or a query. */
        OPENING,
        /** What answers the first: SYN and ACK, or an answer. */
        ANSWER,
        /** One in the middle: ACK. */
        UNDER_WAY
    }

    /** The first packet of a TCP connection, sent by the host itself. */
    public static Packet tcp(String source, int sourcePort, String destination, int destinationPort) {
        return new Packet(
                Protocol.TCP, source, sourcePort, destination, destinationPort, Phase.OPENING, Optional.empty());
    }

    /** A UDP query, sent by the host itself. */
    public static Packet udp(String source, int sourcePort, String destination, int destinationPort) {
        return new Packet(
                Protocol.UDP, source, sourcePort, destination, destinationPort, Phase.OPENING, Optional.empty());
    }

    /** An echo request, sent by the host itself. */
    public static Packet ping(String source, String destination) {
        return new Packet(Protocol.ICMP, source, 4711, destination, 0, Phase.OPENING, Optional.empty());
    }

    /** The same packet coming in through an interface of the host: {@code em0} from outside, {@code tap0} from a guest. */
    public Packet arrivingOn(String device) {
        return new Packet(protocol, source, sourcePort, destination, destinationPort, phase, Optional.of(device));
    }

    /** The same packet as one of a connection that is under way. */
    public Packet underWay() {
        return new Packet(protocol, source, sourcePort, destination, destinationPort, Phase.UNDER_WAY, arrivesOn);
    }

    /** What whoever got this packet answers, sent by the host itself unless it is made to arrive somewhere. */
    public Packet answer() {
        return new Packet(
                protocol,
                /* source= */ destination,
                /* sourcePort= */ destinationPort,
                /* destination= */ source,
                /* destinationPort= */ sourcePort,
                Phase.ANSWER,
                Optional.empty());
    }
}
