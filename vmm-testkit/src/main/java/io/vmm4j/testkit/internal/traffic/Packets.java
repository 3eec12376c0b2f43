package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.Packet.Phase;
import io.vmm4j.testkit.PacketFate;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.util.Optional;

/** Packets as tests write them, and as the filter sees them. */
public final class Packets {

    private static final int ECHO = 8;

    private Packets() {}

    /**
     * What the filter sees of a packet.
     *
     * @throws IllegalArgumentException if it has something else than IPv4 addresses
     */
    public static PfPacket toFilter(Packet packet) {
        boolean answers = packet.phase() == Phase.ANSWER;
        return switch (packet.protocol()) {
            case TCP ->
                pf(packet, Protocols.TCP, flags(packet.phase()), packet.sourcePort(), packet.destinationPort(), 0);
            case UDP -> pf(packet, Protocols.UDP, 0, packet.sourcePort(), packet.destinationPort(), 0);
            case ICMP ->
                answers
                        ? pf(packet, Protocols.ICMP, 0, ECHO, packet.destinationPort(), 0)
                        : pf(packet, Protocols.ICMP, 0, packet.sourcePort(), ECHO, ECHO);
        };
    }

    private static int flags(Phase phase) {
        return switch (phase) {
            case OPENING -> TcpFlags.SYN;
            case ANSWER -> TcpFlags.SYN | TcpFlags.ACK;
            case UNDER_WAY -> TcpFlags.ACK;
        };
    }

    private static PfPacket pf(Packet packet, int protocol, int flags, int sourcePort, int destinationPort, int type) {
        return new PfPacket(
                protocol,
                address(packet.source()),
                sourcePort,
                address(packet.destination()),
                destinationPort,
                flags,
                type,
                0);
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text)
                .filter(found -> found.family() == Family.INET)
                .orElseThrow(() -> new IllegalArgumentException("not an IPv4 address: " + text));
    }

    /** What became of a packet, as tests read it. */
    public static PacketFate fate(Outcome outcome, Packet sent, GuestEnds guests) {
        if (outcome instanceof Outcome.Local local) {
            return new PacketFate.Delivered(changed(sent, local.packet()), local.device());
        }
        if (outcome instanceof Outcome.Left left) {
            Optional<String> vm =
                    guests.withAddress(left.packet().destination().inet()).map(GuestEnds.End::vm);
            return new PacketFate.Sent(changed(sent, left.packet()), left.device(), vm);
        }
        if (outcome instanceof Outcome.Filtered filtered) {
            PacketFate.Notice notice =
                    filtered.refusal() instanceof Refusal.Drop ? PacketFate.Notice.NONE : PacketFate.Notice.REFUSAL;
            return new PacketFate.Blocked(filtered.rule(), filtered.device(), filtered.way(), notice);
        }
        return new PacketFate.Lost(((Outcome.Gone) outcome).reason());
    }

    private static Packet changed(Packet sent, PfPacket packet) {
        boolean icmp = sent.protocol() == Packet.Protocol.ICMP;
        boolean answers = sent.phase() == Phase.ANSWER;
        return new Packet(
                sent.protocol(),
                packet.source().toString(),
                icmp && answers ? 0 : packet.sourcePort(),
                packet.destination().toString(),
                icmp && !answers ? 0 : packet.destinationPort(),
                sent.phase(),
                sent.arrivesOn());
    }
}
