package io.vmm4j.testkit.internal.pf.rule;

/** What the sender of a blocked packet hears, as pfctl(8) prints it. */
public sealed interface Refusal {

    /** Nothing. */
    record Drop() implements Refusal {

        @Override
        public String toString() {
            return " drop";
        }
    }

    /** A reset for TCP, an ICMP error for UDP. */
    record Return() implements Refusal {

        @Override
        public String toString() {
            return " return";
        }
    }

    /**
     * A reset.
     *
     * @param ttl its time to live, 0 for the usual
     */
    record ReturnRst(int ttl) implements Refusal {

        @Override
        public String toString() {
            return " return-rst" + (ttl == 0 ? "" : "(ttl " + ttl + ")");
        }
    }

    /**
     * An ICMP error.
     *
     * @param code what it says to IPv4
     * @param code6 what it says to IPv6
     */
    record ReturnIcmp(String code, String code6) implements Refusal {

        String phrase(Family family) {
            return switch (family) {
                case INET -> " return-icmp(" + code + ")";
                case INET6 -> " return-icmp6(" + code6 + ")";
                case ANY -> " return-icmp(" + code + ", " + code6 + ")";
            };
        }
    }
}
