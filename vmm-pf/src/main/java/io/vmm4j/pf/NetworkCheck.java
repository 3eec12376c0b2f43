package io.vmm4j.pf;

import io.vmm4j.host.Finding;
import java.util.Objects;

/**
 * One thing that a network needs, looked at on the host.
 *
 * @param subject what was looked at
 * @param finding whether it is as it should be, and by what that shows
 * @param hint what to do if it is not; empty text if nothing has to be done
 */
public record NetworkCheck(Subject subject, Finding finding, String hint) {

    public NetworkCheck {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(hint, "hint");
    }

    /** What can be looked at. */
    public enum Subject {
        /** The network is recorded on the host. */
        RECORD,
        /** The interfaces are there, up, and have the host's address. */
        INTERFACES,
        /** vm.conf(5) has the switch, on the right device. */
        SWITCH,
        /** The kernel routes packets. */
        FORWARDING,
        /** pf(4) filters at all. */
        FILTER,
        /** The main rule set asks our anchors. */
        ANCHOR,
        /** The anchor has the rules that it should have. */
        RULES,
        /** dhcpd(8) runs. */
        DHCP,
        /** A guest has an address of the range from dhcpd(8), which notes no fixed ones. */
        LEASES,
        /** Guests with fixed addresses have them, and nobody else does, as far as the host has talked to them. */
        FIXED_ADDRESSES,
        /** The taps of running VMs with local interfaces are described and addressed as vmd(8) does by their ids. */
        LOCAL_ADDRESSES,
        /** Questions for names are answered as wished, as far as the host's own questions show it. */
        NAMES,
        /** How many states of pf(4) each guest has. */
        STATES,
        /** Connections of guests are translated, as states of pf(4) show. */
        TRANSLATION,
        /** pf(4) sees what passes between guests, and no rule before those of the network decides it. */
        ISOLATION
    }

    @Override
    public String toString() {
        return subject.name().toLowerCase(java.util.Locale.ROOT) + ": " + finding;
    }
}
