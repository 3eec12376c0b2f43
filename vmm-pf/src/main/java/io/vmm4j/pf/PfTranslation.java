package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import java.util.Objects;
import java.util.OptionalInt;

/** How a rule changes the addresses of the packets that it lets through. */
public sealed interface PfTranslation {

    /**
     * The source becomes this.
     *
     * @param address what others see
     * @param ports whether source ports may change
     */
    record NatTo(PfHost address, SourcePorts ports) implements PfTranslation {

        public NatTo {
            Objects.requireNonNull(address, "address");
            Objects.requireNonNull(ports, "ports");
        }

        @Override
        public String toString() {
            String pool = address.isDynamic() ? " round-robin" : "";
            return "nat-to " + address + pool + (ports == SourcePorts.KEPT ? " static-port" : "");
        }
    }

    /** What becomes of source ports. */
    enum SourcePorts {
        /** They are chosen anew, so that two guests can use the same one. */
        CHOSEN,
        /** They stay as they are. */
        KEPT
    }

    /**
     * The destination becomes this.
     *
     * @param address who gets the packet
     * @param port at which port; empty for the one that it was sent to
     */
    record RdrTo(Ipv4Address address, OptionalInt port) implements PfTranslation {

        public RdrTo {
            Objects.requireNonNull(address, "address");
            port.ifPresent(PfPorts::of);
        }

        @Override
        public String toString() {
            return "rdr-to " + address + (port.isPresent() ? " port " + port.getAsInt() : "");
        }
    }
}
