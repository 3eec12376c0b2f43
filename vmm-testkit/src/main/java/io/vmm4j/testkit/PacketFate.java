package io.vmm4j.testkit;

import java.util.Optional;

/** What became of a packet on a simulated host. */
public sealed interface PacketFate {

    /** Whether it got where it should. */
    default boolean isPassed() {
        return false;
    }

    /**
     * The host itself has it: whoever listens on that address and port may answer.
     *
     * @param packet as it is after all redirection
     * @param device the interface by which it came
     */
    record Delivered(Packet packet, String device) implements PacketFate {

        @Override
        public boolean isPassed() {
            return true;
        }
    }

    /**
     * It left the host.
     *
     * @param packet as it is after all translation
     * @param device the interface by which it left
     * @param vm the VM whose guest has it, if it is one's
     */
    record Sent(Packet packet, String device, Optional<String> vm) implements PacketFate {

        @Override
        public boolean isPassed() {
            return true;
        }
    }

    /**
     * pf(4) blocked it.
     *
     * @param rule the rule, as pfctl(8) prints it
     * @param device at which interface
     * @param way in which direction
     * @param notice what the sender hears of it
     */
    record Blocked(String rule, String device, Way way, Notice notice) implements PacketFate {}

    /**
     * It got lost for another reason than pf(4).
     *
     * @param reason why
     */
    record Lost(Reason reason) implements PacketFate {}

    /** A direction through an interface. */
    enum Way {
        IN,
        OUT
    }

    /** What the sender of a blocked packet hears. */
    enum Notice {
        /** Nothing: {@code block drop}. */
        NONE,
        /** A reset or an ICMP error: {@code block return}. */
        REFUSAL
    }

    /** Why packets get lost. */
    enum Reason {
        /** There is no such interface, or it is down. */
        NO_INTERFACE,
        /** The host knows no way there. */
        NO_ROUTE,
        /** {@code net.inet.ip.forwarding} is off. */
        NOT_FORWARDED,
        /** It is on a switch on which nobody has the address, and which leads nowhere. */
        NOBODY_THERE
    }
}
