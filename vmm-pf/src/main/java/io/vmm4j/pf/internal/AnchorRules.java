package io.vmm4j.pf.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfHost;
import io.vmm4j.pf.PfPorts;
import io.vmm4j.pf.PfProtocol;
import io.vmm4j.pf.PfRule;
import io.vmm4j.pf.PfRules;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.plan.FileContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of pf(4) of a network. They come last, and what is written later decides, so a rule without {@code quick} here overrides
 * those of pf.conf(5) for the packets of the network, and for no others.
 */
final class AnchorRules {

    /** Where questions for names are redirected to that unbound(8) is to answer. */
    static final Ipv4Address LOOPBACK = Ipv4Address.of("127.0.0.1");

    private static final PfPorts DHCP_SERVER = PfPorts.of(67);
    /** The group of all taps. */
    static final String TAP = "tap";

    private static final int LETTERS = 26;

    private AnchorRules() {}

    /** The rules of a network behind this interface of the host. */
    static List<PfRule> of(RoutedNetwork network, String inside) {
        Subnet guests = network.requireSubnet();
        List<PfRule> rules = new ArrayList<>();
        if (filtersBetweenGuests(network)) {
            betweenGuests(network, rules);
        }
        rules.add(PfRules.antispoof(guests, inside));
        rules.add(spoofedOutside(guests, network.outside()));
        unreachable(network.unreachable(), guests, inside, PfHost.of(network.gateway()), rules);
        rules.add(PfRule.pass().in().on(inside).from(PfHost.of(guests)).build());
        rules.add(PfRule.pass().out().on(inside).to(PfHost.of(guests)).build());
        names(network.names(), guests, inside, Optional.empty(), rules);
        rules.add(outwards(guests, network.outside(), network.translated()));
        network.forwards()
                .forEach(forward -> rules.add(PfRules.forward(
                        forward.protocol(), network.outside(), forward.port(), forward.guest(), forward.guestPort())));
        return List.copyOf(rules);
    }

    /** The rules for local interfaces with addresses of this prefix, the host's own ends among them. */
    static List<PfRule> of(LocalNetwork network, Subnet prefix) {
        List<PfRule> rules = new ArrayList<>();
        rules.add(spoofedOutside(prefix, network.outside()));
        unreachable(network.unreachable(), prefix, TAP, PfHost.addressesOf(TAP), rules);
        rules.add(PfRule.pass().in().on(TAP).from(PfHost.of(prefix)).build());
        rules.add(PfRule.pass().out().on(TAP).to(PfHost.of(prefix)).build());
        if (network.isolated()) {
            // Not quick: what goes to the host's own ends is passed again behind it.
            rules.add(PfRule.block()
                    .in()
                    .on(TAP)
                    .from(PfHost.of(prefix))
                    .to(PfHost.of(prefix))
                    .build());
            rules.add(PfRule.pass()
                    .in()
                    .on(TAP)
                    .from(PfHost.of(prefix))
                    .to(PfHost.addressesOf(TAP))
                    .build());
        }
        names(network.names(), prefix, TAP, Optional.of(LOOPBACK), rules);
        rules.add(outwards(prefix, network.outside(), network.translated()));
        return List.copyOf(rules);
    }

    /** A bridge(4) filters on its members whether asked to or not; a veb(4) only with {@code link1}. */
    static boolean filtersBetweenGuests(RoutedNetwork network) {
        return network.isolated() || network.backend() == SwitchBackend.BRIDGE;
    }

    /**
     * The group that the taps of a network join if pf(4) is to tell them from others: letters only, as a group must not end in a
     * digit, at most 15, and different for each network.
     */
    static String group(NetworkName name) {
        StringBuilder group = new StringBuilder("vmn");
        String hash = FileContent.of(name.value()).sha256();
        for (int i = 0; i < 20; i += 2) {
            group.append((char) ('a' + Integer.parseInt(hash.substring(i, i + 2), 16) % LETTERS));
        }
        return group.toString();
    }

    /**
     * What passes the taps themselves, between guests and between a guest and the host's port. All of it is decided here, and
     * without state: the state of a packet that came in by one tap would let it out by another.
     */
    private static void betweenGuests(RoutedNetwork network, List<PfRule> rules) {
        String taps = group(network.name());
        PfHost guests = PfHost.of(network.requireSubnet());
        PfHost gateway = PfHost.of(network.gateway());
        rules.add(PfRule.pass()
                .in()
                .quick()
                .on(taps)
                .inet()
                .proto(PfProtocol.UDP)
                .port(DHCP_SERVER)
                .stateless()
                .build());
        if (network.isolated()) {
            rules.add(PfRule.pass()
                    .in()
                    .quick()
                    .on(taps)
                    .from(guests)
                    .to(gateway)
                    .stateless()
                    .build());
            rules.add(PfRule.pass()
                    .out()
                    .quick()
                    .on(taps)
                    .from(gateway)
                    .stateless()
                    .build());
            rules.add(
                    PfRule.block().in().quick().on(taps).from(guests).to(guests).build());
            rules.add(PfRule.block().out().quick().on(taps).from(guests).build());
        }
        rules.add(PfRule.pass().in().quick().on(taps).from(guests).stateless().build());
        rules.add(PfRule.pass().out().quick().on(taps).inet().stateless().build());
        if (network.isolated()) {
            rules.add(PfRule.block().quick().on(taps).build());
        }
    }

    /** What guests may not reach can be so large that they are in it themselves; the host is not meant then. */
    private static void unreachable(
            List<Subnet> others, Subnet guests, String inside, PfHost host, List<PfRule> rules) {
        if (others.stream().anyMatch(guests::overlaps)) {
            rules.add(PfRule.pass()
                    .in()
                    .quick()
                    .on(inside)
                    .from(PfHost.of(guests))
                    .to(host)
                    .build());
            rules.add(
                    PfRule.pass().out().quick().on(inside).to(PfHost.of(guests)).build());
        }
        others.forEach(other -> rules.add(PfRules.blockBetween(guests, other)));
    }

    private static PfRule spoofedOutside(Subnet guests, String outside) {
        return PfRule.block().in().quick().on(outside).from(PfHost.of(guests)).build();
    }

    private static PfRule outwards(Subnet guests, String outside, boolean translated) {
        return translated
                ? PfRules.nat(guests, outside)
                : PfRule.pass().out().on(outside).from(PfHost.of(guests)).build();
    }

    private static void names(
            NameService names, Subnet guests, String inside, Optional<Ipv4Address> unbound, List<PfRule> rules) {
        if (names instanceof NameService.Redirected redirected) {
            rules.addAll(PfRules.redirectNames(guests, inside, redirected.resolver()));
        } else if (names instanceof NameService.Unbound && unbound.isPresent()) {
            rules.addAll(PfRules.redirectNames(guests, inside, unbound.get()));
        }
    }
}
