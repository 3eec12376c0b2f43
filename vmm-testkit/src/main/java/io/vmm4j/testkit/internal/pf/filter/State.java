package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A connection that the filter knows. */
public final class State {

    private static final List<String> TCP_NAMES = List.of(
            "CLOSED",
            "LISTEN",
            "SYN_SENT",
            "SYN_RCVD",
            "ESTABLISHED",
            "CLOSE_WAIT",
            "FIN_WAIT_1",
            "CLOSING",
            "LAST_ACK",
            "FIN_WAIT_2",
            "TIME_WAIT");
    private static final int SYN_SENT = 2;
    private static final int ESTABLISHED = 4;
    private static final int CLOSING = 7;
    private static final int FIN_WAIT_2 = 9;
    private static final int TIME_WAIT = 10;
    private static final List<String> OTHER_NAMES = List.of("NO_TRAFFIC", "SINGLE", "MULTIPLE");

    private final String device;
    private final boolean in;
    private final StateKey wire;
    private final StateKey stack;
    private final String rule;
    private int initiator;
    private int responder;
    private Instant end;

    State(String device, boolean in, StateKey wire, StateKey stack, String rule, PfPacket first, Instant now) {
        this.device = device;
        this.in = in;
        this.wire = wire;
        this.stack = stack;
        this.rule = rule;
        this.end = now;
        track(first, in, now);
    }

    /** The interface that it is bound to; {@code all} for none. */
    public String device() {
        return device;
    }

    /** The rule that made it. */
    public String rule() {
        return rule;
    }

    StateKey wire() {
        return wire;
    }

    StateKey stack() {
        return stack;
    }

    boolean isOver(Instant now) {
        return !now.isBefore(end);
    }

    /** Whether a new connection may take its place. */
    boolean isClosed() {
        return wire.protocol() == Protocols.TCP && initiator >= FIN_WAIT_2 && responder >= FIN_WAIT_2;
    }

    /** Whether it is a TCP connection that has only begun. */
    public boolean isHalfOpen() {
        return wire.protocol() == Protocols.TCP && (initiator < ESTABLISHED || responder < ESTABLISHED);
    }

    /** Who made the connection, as it is seen where the packets come from. */
    public IpAddress source() {
        return in ? wire.outside() : stack.inside();
    }

    /** To whom the connection was made, as it is seen where the packets come from. */
    public IpAddress destination() {
        return in ? wire.inside() : stack.outside();
    }

    /** Notes that a packet has passed by it. */
    void track(PfPacket packet, boolean packetIn, Instant now) {
        boolean fromInitiator = packetIn == in;
        int own = fromInitiator ? initiator : responder;
        int other = fromInitiator ? responder : initiator;
        if (packet.protocol() == Protocols.TCP) {
            int flags = packet.flags();
            own = (flags & TcpFlags.SYN) != 0 ? Math.max(own, SYN_SENT) : own;
            own = (flags & TcpFlags.FIN) != 0 ? Math.max(own, CLOSING) : own;
            if ((flags & TcpFlags.ACK) != 0) {
                other = other == SYN_SENT ? ESTABLISHED : other == CLOSING ? FIN_WAIT_2 : other;
            }
            if ((flags & TcpFlags.RST) != 0) {
                own = TIME_WAIT;
                other = TIME_WAIT;
            }
        } else if (!packet.isIcmp()) {
            own = Math.max(own, 1);
            other = other == 1 ? 2 : other;
        }
        initiator = fromInitiator ? own : other;
        responder = fromInitiator ? other : own;
        end = now.plus(lifetime());
    }

    private Duration lifetime() {
        int least = Math.min(initiator, responder);
        int most = Math.max(initiator, responder);
        if (wire.protocol() == Protocols.TCP) {
            return Duration.ofSeconds(tcpSeconds(least, most));
        }
        return Duration.ofSeconds(isIcmp() ? 20 : least >= 1 ? 60 : 30);
    }

    private static long tcpSeconds(int least, int most) {
        if (least >= FIN_WAIT_2) {
            return 90;
        }
        if (most >= CLOSING) {
            return least >= CLOSING ? 45 : 900;
        }
        return least < ESTABLISHED ? 120 : 86_400;
    }

    private boolean isIcmp() {
        return wire.protocol() == Protocols.ICMP || wire.protocol() == Protocols.ICMP6;
    }

    /** The line that {@code pfctl -ss} prints of it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(device)
                .append(' ')
                .append(Protocols.name(wire.protocol()))
                .append(' ');
        StateKey seen = in ? stack : wire;
        StateKey other = in ? wire : stack;
        text.append(end(seen.rdomain(), seen.inside(), seen.insidePort()));
        if (!seen.inside().equals(other.inside()) || seen.insidePort() != other.insidePort()) {
            text.append(" (")
                    .append(end(other.rdomain(), other.inside(), other.insidePort()))
                    .append(')');
        }
        text.append(in ? " <- " : " -> ");
        text.append(end(seen.rdomain(), seen.outside(), seen.outsidePort()));
        if (!seen.outside().equals(other.outside()) || seen.outsidePort() != other.outsidePort()) {
            text.append(" (")
                    .append(end(other.rdomain(), other.outside(), other.outsidePort()))
                    .append(')');
        }
        String left = name(in ? responder : initiator);
        String right = name(in ? initiator : responder);
        return text.append("       ").append(left).append(':').append(right).toString();
    }

    private static String end(int rdomain, IpAddress address, int port) {
        String text = (rdomain == 0 ? "" : "(" + rdomain + ") ") + address;
        boolean six = text.contains(":");
        return port == 0 ? text : six ? text + "[" + port + "]" : text + ":" + port;
    }

    private String name(int state) {
        if (wire.protocol() == Protocols.TCP) {
            return TCP_NAMES.get(state);
        }
        return isIcmp() ? Integer.toString(state) : OTHER_NAMES.get(state);
    }
}
