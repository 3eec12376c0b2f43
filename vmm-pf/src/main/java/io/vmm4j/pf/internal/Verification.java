package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.host.Finding;
import io.vmm4j.internal.ArpTable;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkCheck.Subject;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfConf;
import io.vmm4j.pf.PfDiff;
import io.vmm4j.pf.PfState;
import io.vmm4j.pf.PfStateCounts;
import io.vmm4j.pf.Pfctl;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmctl.StatusTable;
import io.vmm4j.vmctl.Vmctl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks whether a host does what a network needs. */
final class Verification {

    private static final String PLAN = "Make the plan of the network anew and apply it.";
    private static final Pattern LEASE = Pattern.compile("(?m)^lease (\\d+\\.\\d+\\.\\d+\\.\\d+) \\{");

    private final CommandExecutor executor;
    private final NetworkFacts facts;
    private final List<PfState> states;
    private final Optional<StatusTable> vms;
    private final ArpTable arp;
    private final List<NetworkCheck> checks = new ArrayList<>();

    private Verification(
            CommandExecutor executor,
            NetworkFacts facts,
            List<PfState> states,
            Optional<StatusTable> vms,
            ArpTable arp) {
        this.executor = executor;
        this.facts = facts;
        this.states = states;
        this.vms = vms;
        this.arp = arp;
    }

    /** Looks at everything that this network needs. */
    static List<NetworkCheck> of(CommandExecutor executor, NetworkSpec spec) {
        Query<List<PfState>> states = Pfctl.states();
        Query<Optional<StatusTable>> vms = Vmctl.asRoot().statusIfRunning();
        Query<ArpTable> arp = new Query<>(
                Command.read("arp", "-an"),
                answer -> ArpTable.parse(answer.result().stdout()));
        FactsReader.Observed observed = FactsReader.lookAnd(executor, spec.name(), states, vms, arp);
        Verification verification = new Verification(
                executor,
                observed.facts(),
                observed.answers().to(states),
                observed.answers().to(vms),
                observed.answers().to(arp));
        verification.look(spec);
        return List.copyOf(verification.checks);
    }

    private void add(Subject subject, Finding finding, String hint) {
        checks.add(new NetworkCheck(subject, finding, finding.verdict() == Finding.Verdict.YES ? "" : hint));
    }

    private void look(NetworkSpec spec) {
        Optional<NetworkRecord> found = facts.record(spec.name());
        HostPath path = NetworkRecord.path(spec.name());
        boolean same = found.filter(record -> isSame(spec, record.spec())).isPresent();
        String evidence = found.isPresent() && !same ? "another network is recorded in " + path : path.value();
        add(Subject.RECORD, Finding.of(same, evidence), PLAN);
        if (found.isEmpty()) {
            return;
        }
        NetworkRecord record = found.get();
        interfaces(record);
        Layout.switchOf(record).ifPresent(this::switchOf);
        if (record.spec() instanceof BridgedNetwork) {
            return;
        }
        add(
                Subject.FORWARDING,
                Finding.of(facts.forwarding(), "net.inet.ip.forwarding=" + (facts.forwarding() ? 1 : 0)),
                "sysctl net.inet.ip.forwarding=1");
        filter(record);
        if (record.spec() instanceof RoutedNetwork routed) {
            dhcp(routed);
            fixed(routed, record.hostPort(routed));
        } else {
            add(
                    Subject.LOCAL_ADDRESSES,
                    LocalAddresses.compare(facts, vms),
                    "vmctl stop and start the VM: a local prefix holds for those that are started after it was loaded.");
        }
        names(record.spec());
        states(record.spec());
        translation(record.spec());
        isolation(record);
    }

    /** A subnet that was left to be chosen is the one that was. */
    private static boolean isSame(NetworkSpec asked, NetworkSpec recorded) {
        if (asked instanceof RoutedNetwork routed && recorded instanceof RoutedNetwork other) {
            return (routed.subnet().isPresent() ? routed : routed.within(other.requireSubnet())).equals(other);
        }
        return asked.equals(recorded);
    }

    private void interfaces(NetworkRecord record) {
        if (record.spec() instanceof RoutedNetwork routed) {
            String port = record.hostPort(routed);
            String device = record.device(routed);
            boolean addressed = facts.interfaces()
                    .find(port)
                    .filter(seen -> seen.isUp() && seen.has(routed.gateway()))
                    .isPresent();
            boolean joined = facts.interfaces()
                    .find(device)
                    .filter(seen -> seen.isUp() && seen.members().contains(port))
                    .isPresent();
            String evidence = port + (addressed ? " has " : " has not ") + routed.gateway() + ", " + device
                    + (joined ? " has it" : " has it not");
            add(
                    Subject.INTERFACES,
                    Finding.of(addressed && joined, evidence),
                    "sh /etc/netstart " + port + " " + device);
        } else if (record.spec() instanceof BridgedNetwork bridged) {
            boolean there = facts.interfaces().find(bridged.device()).isPresent();
            add(
                    Subject.INTERFACES,
                    Finding.of(there, bridged.device() + (there ? " is there" : " is missing")),
                    "sh /etc/netstart " + bridged.device());
        }
    }

    private void switchOf(SwitchDefinition wanted) {
        Optional<String> device = facts.vmConf()
                .switchOf(wanted.name())
                .map(found -> found.value().interfaceName());
        add(
                Subject.SWITCH,
                Finding.of(
                        device.equals(Optional.of(wanted.interfaceName())),
                        device.map(name -> "vm.conf(5) has it on " + name).orElse("vm.conf(5) has it not")),
                PLAN);
    }

    private void filter(NetworkRecord record) {
        add(Subject.FILTER, Finding.of(facts.pf().enabled(), "pfctl -si"), "rcctl enable pf, and pfctl -e");
        boolean asked =
                facts.mainRules().stream().anyMatch(rule -> rule.startsWith("anchor \"" + PfConf.ANCHORS + "\""));
        add(
                Subject.ANCHOR,
                Finding.of(asked, asked ? PfConf.ANCHORS : "the rules that are loaded do not ask " + PfConf.ANCHORS),
                "pfctl -f /etc/pf.conf");
        String wanted = Layout.anchor(record, facts.localPrefix());
        PfDiff diff = PfDiff.of(wanted.lines().toList(), facts.anchorRules());
        add(
                Subject.RULES,
                Finding.of(
                        diff.isEmpty(),
                        diff.isEmpty() ? facts.anchorRules().size() + " rules as wanted" : diff.toString()),
                PLAN);
    }

    private void dhcp(RoutedNetwork routed) {
        add(Subject.DHCP, running(NetworkFacts.DHCPD), "rcctl -d start dhcpd");
        TreeSet<Ipv4Address> leased = new TreeSet<>();
        Matcher leases = LEASE.matcher(facts.files().text(Paths.LEASES).orElse(""));
        while (leases.find()) {
            addressIn(leases.group(1), routed.requireSubnet()).ifPresent(leased::add);
        }
        add(
                Subject.LEASES,
                leased.isEmpty() ? Finding.unknown("no lease yet") : Finding.yes("leased: " + leased),
                "Start a guest that asks for an address. Fixed addresses leave no lease.");
    }

    private void fixed(RoutedNetwork routed, String port) {
        if (!routed.guests().isEmpty()) {
            add(
                    Subject.FIXED_ADDRESSES,
                    FixedAddresses.look(routed, port, arp),
                    "Start the guest, ping its address from the host, and look again. A guest with another address has"
                            + " another lladdr, or asked for it before it was fixed.");
        }
    }

    private Subnet guests(NetworkSpec spec) {
        return spec instanceof RoutedNetwork routed ? routed.requireSubnet() : facts.localPrefix();
    }

    private void states(NetworkSpec spec) {
        List<Ipv4Address> own = facts.interfaces().interfaces().stream()
                .flatMap(one -> one.addresses().stream())
                .map(HostInterface.Address::address)
                .toList();
        PfStateCounts counts = PfStateCounts.of(states, guests(spec)).without(own);
        add(
                Subject.STATES,
                counts.byAddress().isEmpty() ? Finding.unknown("no guest has any now") : Finding.yes(counts.toString()),
                "Let a guest connect to the world, and look again.");
    }

    private static Optional<Ipv4Address> addressIn(String text, Subnet subnet) {
        try {
            return Optional.of(Ipv4Address.of(text)).filter(subnet::contains);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private Finding running(String service) {
        Service seen = facts.services().getOrDefault(service, Service.UNKNOWN);
        return seen == Service.UNKNOWN
                ? Finding.unknown("rcctl check " + service + " says neither")
                : Finding.of(seen == Service.RUNS, "rcctl check " + service);
    }

    private void names(NetworkSpec spec) {
        NameService names = Layout.names(spec);
        if (names instanceof NameService.Unbound
                && running(NetworkFacts.UNBOUND).verdict() == Finding.Verdict.NO) {
            add(Subject.NAMES, running(NetworkFacts.UNBOUND), "rcctl -d start unbound");
        } else if (names instanceof NameService.Unbound) {
            add(
                    Subject.NAMES,
                    spec instanceof RoutedNetwork routed
                            ? NameAnswers.ofUnbound(executor, routed.gateway())
                            : NameAnswers.ofUnbound(executor, AnchorRules.LOOPBACK),
                    "Ask it by hand: host " + NameAnswers.OF_WORLD
                            + " ADDRESS. What it asks others goes out by the rules for"
                            + " the host itself; where it listens and whom it answers is said in unbound.conf(5).");
        } else if (names instanceof NameService.Redirected redirected) {
            String rule = "rdr-to " + redirected.resolver();
            boolean there = facts.anchorRules().stream().anyMatch(line -> line.contains(rule));
            add(
                    Subject.NAMES,
                    there ? NameAnswers.of(executor, redirected.resolver()) : Finding.no("no " + rule),
                    there ? "Ask it by hand: host " + NameAnswers.OF_WORLD + " " + redirected.resolver() : PLAN);
        }
    }

    private void translation(NetworkSpec spec) {
        boolean translated = (spec instanceof RoutedNetwork routed && routed.translated())
                || (spec instanceof LocalNetwork local && local.translated());
        if (!translated) {
            return;
        }
        Set<Ipv4Address> seen = PfStateCounts.of(
                        states.stream()
                                .filter(state -> state.isTranslated() && state.outgoing())
                                .toList(),
                        guests(spec))
                .byAddress()
                .keySet();
        add(
                Subject.TRANSLATION,
                seen.isEmpty() ? Finding.unknown("no guest has a connection now") : Finding.yes("translated: " + seen),
                "Let a guest connect to the world, and look again.");
    }

    private void isolation(NetworkRecord record) {
        Isolation.look(record, facts)
                .ifPresent(finding -> add(
                        Subject.ISOLATION,
                        finding,
                        "On a veb(4): ifconfig link1. VMs that ran before join the group at their next start. A rule with quick"
                                + " in pf.conf(5) is kept off guests by on ! tap."));
    }
}
