package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.ArrayList;
import java.util.List;

/** The rules that hosts of VMs need, by what they are for. */
public final class PfRules {

    private static final PfPorts DOMAIN = PfPorts.of(53);

    private PfRules() {}

    /** Guests reach what is beyond an interface or group, such as {@code egress}, with its first address. */
    public static PfRule nat(Subnet guests, String beyond) {
        return PfRule.pass()
                .out()
                .on(beyond)
                .inet()
                .from(PfHost.of(guests))
                .natTo(PfHost.firstAddressOf(beyond))
                .build();
    }

    /**
     * Connections to a port of the host, through an interface or group such as {@code egress}, go to a guest.
     *
     * @param port at the host
     * @param guest who gets them
     * @param guestPort at the guest
     */
    public static PfRule forward(PfProtocol protocol, String outside, int port, Ipv4Address guest, int guestPort) {
        return PfRule.pass()
                .in()
                .on(outside)
                .inet()
                .proto(protocol)
                .to(PfHost.addressesOf(outside))
                .port(PfPorts.of(port))
                .rdrTo(guest, guestPort)
                .build();
    }

    /** What guests ask any name server goes to this one: first by TCP, then by UDP. */
    public static List<PfRule> redirectNames(Subnet guests, String inside, Ipv4Address resolver) {
        List<PfRule> rules = new ArrayList<>();
        for (PfProtocol protocol : List.of(PfProtocol.TCP, PfProtocol.UDP)) {
            rules.add(PfRule.pass()
                    .in()
                    .on(inside)
                    .proto(protocol)
                    .from(PfHost.of(guests))
                    .port(DOMAIN)
                    .rdrTo(resolver, DOMAIN.first())
                    .build());
        }
        return rules;
    }

    /** One network may open connections to another. */
    public static PfRule passBetween(Subnet from, Subnet to) {
        return PfRule.pass().from(PfHost.of(from)).to(PfHost.of(to)).build();
    }

    /** One network may not open connections to another, whatever later rules say. */
    public static PfRule blockBetween(Subnet from, Subnet to) {
        return PfRule.block().quick().from(PfHost.of(from)).to(PfHost.of(to)).build();
    }

    /**
     * Guests with interfaces of their own, as {@code vmctl start -L} makes them, do not reach each other.
     *
     * @param group the interfaces: {@code tap}
     */
    public static PfRule isolate(Subnet guests, String group) {
        return PfRule.block()
                .in()
                .quick()
                .on(group)
                .from(PfHost.of(guests))
                .to(PfHost.of(guests))
                .build();
    }

    /** What comes from an interface, or a group such as {@code tap}, with an address of another network is dropped. */
    public static PfRule antispoof(Subnet guests, String inside) {
        return PfRule.block()
                .in()
                .quick()
                .on(inside)
                .from(PfHost.of(guests).not())
                .build();
    }

    /** What comes from elsewhere with an address of this network is dropped. */
    public static PfRule antispoofElsewhere(Subnet guests, String inside) {
        return PfRule.block().in().quick().notOn(inside).from(PfHost.of(guests)).build();
    }

    /** The text of an anchor: one rule a line. Empty text if there are none, which removes the anchor when it is loaded. */
    public static String print(List<PfRule> rules) {
        StringBuilder text = new StringBuilder();
        rules.forEach(rule -> text.append(rule).append('\n'));
        return text.toString();
    }
}
