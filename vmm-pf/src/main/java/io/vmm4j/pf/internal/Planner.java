package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfConf;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import io.vmm4j.vmconf.SwitchDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the plan that turns what was seen into a host with other networks. */
final class Planner {

    /** How long the host waits for the new connection that confirms a plan. */
    static final Duration PROBATION = Duration.ofSeconds(60);

    private static final int INTERFACE_MODE = 0640;
    private static final int MODE = 0644;
    private static final int RULES_MODE = 0600;

    private final NetworkFacts facts;
    private final NetworkName name;
    private final Optional<NetworkRecord> before;
    private final Optional<NetworkRecord> after;
    private final Collection<NetworkRecord> all;
    private final Map<HostPath, Optional<String>> wanted;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * A planner.
     *
     * @param name the network in question
     * @param all the networks that are to be there
     */
    Planner(NetworkFacts facts, NetworkName name, Collection<NetworkRecord> all) {
        this.facts = facts;
        this.name = name;
        this.all = all.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
        this.before = facts.record(name);
        this.after = all.stream().filter(record -> record.name().equals(name)).findFirst();
        this.wanted = Layout.of(facts, name, this.all);
    }

    /** What is to be done so that the network is there, as recorded. */
    Plan build() {
        services();
        after.ifPresent(this::interfaces);
        forwarding();
        add(file("define the switch in vm.conf(5)", Paths.VM_CONF, MODE, "vmd", "-n", "-f")
                .map(Planner::onceConfirmed));
        serviceFiles();
        startServices();
        filter();
        after.flatMap(Layout::switchOf).ifPresent(this::tellVmd);
        add(file("remember the network", NetworkRecord.path(name), MODE).map(Planner::onceConfirmed));
        return plan("make the network " + name);
    }

    /** What is to be done so that nothing of the network is left. */
    Plan dismantle() {
        services();
        unfilter();
        stopServices();
        serviceFiles();
        startServices();
        add(file("take the switch out of vm.conf(5)", Paths.VM_CONF, MODE, "vmd", "-n", "-f")
                .map(Planner::onceConfirmed));
        forwarding();
        before.ifPresent(this::destroyInterfaces);
        add(file("forget the network", NetworkRecord.path(name), MODE).map(Planner::onceConfirmed));
        return plan("remove the network " + name);
    }

    private Plan plan(String title) {
        return new Plan(
                        title,
                        facts.target(),
                        changes,
                        changes.isEmpty() ? List.of() : List.copyOf(notes),
                        facts.fingerprint())
                .guarded(PROBATION);
    }

    private void add(Optional<? extends Change> change) {
        change.ifPresent(changes::add);
    }

    /** The change of a file, if there is any. */
    private Optional<Change> file(String summary, HostPath path, int mode, String... checker) {
        Optional<String> from = facts.files().text(path);
        Optional<String> to = wanted.getOrDefault(path, from);
        if (from.equals(to)) {
            return Optional.empty();
        }
        if (to.isEmpty()) {
            return Optional.of(FileRemoval.of(summary, path, HostText.content(from.orElse("")))
                    .mode(mode));
        }
        FileContent content = HostText.content(to.get());
        FileChange change = from.map(text -> FileChange.edit(summary, path, HostText.content(text), content))
                .orElseGet(() -> FileChange.create(summary, path, content))
                .mode(mode);
        return Optional.of(checker.length == 0 ? change : change.checkedBy(checker));
    }

    private static Change onceConfirmed(Change change) {
        if (change instanceof FileChange file) {
            return file.onceConfirmed();
        }
        return change instanceof FileRemoval file ? file.onceConfirmed() : change;
    }

    private static boolean creates(Change change) {
        return change instanceof FileChange file && file.before().isEmpty();
    }

    // Interfaces

    private void interfaces(NetworkRecord record) {
        if (!(record.spec() instanceof RoutedNetwork routed)) {
            return;
        }
        String port = record.hostPort(routed);
        String device = record.device(routed);
        add(file("have " + port + " at boot", Paths.hostname(port), INTERFACE_MODE)
                .map(Planner::onceConfirmed));
        add(file("have " + device + " at boot", Paths.hostname(device), INTERFACE_MODE)
                .map(Planner::onceConfirmed));
        Optional<Interfaces.Interface> portSeen = facts.interfaces().find(port);
        if (portSeen.isEmpty()) {
            changes.add(Commands.createHostPort(port, routed.gateway(), routed.requireSubnet()));
        } else if (!portSeen.get().addresses().contains(routed.gateway())
                || !portSeen.get().isUp()) {
            changes.add(Commands.address(port, routed.gateway(), routed.requireSubnet()));
        }
        boolean link1 = Layout.needsLink1(routed);
        Optional<Interfaces.Interface> seen = facts.interfaces().find(device);
        if (seen.isEmpty()) {
            changes.add(Commands.createDevice(device, port, link1 ? new String[] {"link1"} : new String[0]));
            return;
        }
        if (!seen.get().members().contains(port)) {
            changes.add(Commands.add(device, port));
        }
        if (seen.get().hasLink1() != link1) {
            changes.add(Commands.link1(device, link1));
        }
    }

    private void destroyInterfaces(NetworkRecord record) {
        if (!(record.spec() instanceof RoutedNetwork routed)) {
            return;
        }
        String port = record.hostPort(routed);
        String device = record.device(routed);
        for (String one : List.of(device, port)) {
            facts.interfaces().find(one).ifPresent(seen -> {
                changes.add(Commands.destroy(one, seen.members()));
                noteGuests(one, seen);
            });
        }
        for (String one : List.of(device, port)) {
            add(file("have no " + one + " at boot", Paths.hostname(one), INTERFACE_MODE)
                    .map(Planner::onceConfirmed));
        }
    }

    private void noteGuests(String device, Interfaces.Interface seen) {
        List<String> guests = seen.members().stream()
                .map(member -> facts.interfaces().find(member))
                .flatMap(Optional::stream)
                .flatMap(tap -> tap.description().stream())
                .filter(text -> text.matches("vm\\d+-if\\d+-.*"))
                .map(text -> text.replaceFirst("vm\\d+-if\\d+-", ""))
                .toList();
        if (!guests.isEmpty()) {
            notes.add("These VMs run on " + device + " and lose their network: " + String.join(", ", guests) + ".");
        }
        notes.add("vmd(8) remembers the switch until vmctl reset switches and a reload, or its next start. A VM that is"
                + " started on it before gets no network.");
    }

    // Forwarding

    private void forwarding() {
        String summary = after.isPresent() ? "route packets from boot on" : "no longer route packets from boot on";
        add(file(summary, Paths.SYSCTL_CONF, MODE).map(Planner::onceConfirmed));
        boolean needed = all.stream().anyMatch(record -> Layout.routes(record.spec()));
        if (needed && !facts.forwarding()) {
            changes.add(Commands.forwarding(true));
        }
        boolean ours = before.filter(record ->
                        Layout.routes(record.spec()) && !record.former().forwarding())
                .isPresent();
        boolean wished = wanted.getOrDefault(Paths.SYSCTL_CONF, Optional.empty())
                .filter(text -> text.contains("net.inet.ip.forwarding=1"))
                .isPresent();
        if (!needed && ours && !wished && facts.forwarding()) {
            changes.add(Commands.forwarding(false));
        }
    }

    // Services

    private boolean changed(HostPath path) {
        Optional<String> from = facts.files().text(path);
        return !wanted.getOrDefault(path, from).equals(from);
    }

    private boolean changedFlags(String service) {
        RcConfLocal conf = new RcConfLocal(service);
        String from = facts.files().text(Paths.RC_CONF_LOCAL).orElse("");
        String to = wanted.getOrDefault(Paths.RC_CONF_LOCAL, Optional.empty()).orElse("");
        return !conf.own(from).equals(conf.own(to));
    }

    private boolean touched(String service) {
        HostPath conf = service.equals(NetworkFacts.DHCPD) ? Paths.DHCPD_CONF : Paths.UNBOUND_CONF;
        return changed(conf) || changedFlags(service);
    }

    private boolean needed(String service) {
        return service.equals(NetworkFacts.DHCPD) ? Layout.usesDhcpd(all) : Layout.usesUnbound(all);
    }

    private boolean ranBefore(String service, NetworkRecord record) {
        return service.equals(NetworkFacts.DHCPD)
                ? record.former().dhcpd()
                : record.former().unbound();
    }

    private boolean endsWith(String service) {
        return !needed(service)
                && touched(service)
                && before.filter(record -> !ranBefore(service, record)).isPresent();
    }

    private static List<String> bothServices() {
        return List.of(NetworkFacts.DHCPD, NetworkFacts.UNBOUND);
    }

    private void services() {
        for (String service : bothServices()) {
            if (facts.runs(service) && touched(service) && !endsWith(service)) {
                changes.add(Commands.restartIfTakenBack(service));
            }
        }
    }

    private void stopServices() {
        for (String service : bothServices()) {
            if (facts.runs(service) && endsWith(service)) {
                changes.add(Commands.stop(service));
            }
        }
    }

    private void serviceFiles() {
        boolean there = after.isPresent();
        add(file(
                there ? "serve the network by dhcpd(8)" : "no longer serve the network by dhcpd(8)",
                Paths.DHCPD_CONF,
                MODE,
                "dhcpd",
                "-n",
                "-c"));
        add(file(
                there ? "answer the network by unbound(8)" : "no longer answer the network by unbound(8)",
                Paths.UNBOUND_CONF,
                MODE,
                "unbound-checkconf"));
        add(file(
                there ? "enable the services for it" : "no longer enable the services for it",
                Paths.RC_CONF_LOCAL,
                MODE));
        if (Layout.usesDhcpd(all) && facts.files().text(Paths.LEASES).isEmpty()) {
            changes.add(Commands.makeLeases());
        }
    }

    private void startServices() {
        for (String service : bothServices()) {
            if (facts.runs(service) && touched(service) && !endsWith(service)) {
                changes.add(Commands.restart(service));
                notes.add(service + "(8) is restarted, for whomever else it serves too.");
            } else if (!facts.runs(service) && needed(service)) {
                changes.add(Commands.start(service));
            }
        }
    }

    // pf(4)

    private void filter() {
        Optional<Change> anchor = file("write the rules of the network", Paths.anchor(name), RULES_MODE);
        Optional<Change> loader = file("have the rules loaded with pf.conf(5)", Paths.LOADER, RULES_MODE);
        Optional<Change> conf = pfConf("ask the anchors of vmm4j in pf.conf(5)");
        boolean hasRules = after.filter(record -> Layout.routes(record.spec())).isPresent();
        add(anchor.map(change -> creates(change) ? change : onceConfirmed(change)));
        add(loader.map(change -> creates(change) ? change : onceConfirmed(change)));
        add(conf);
        if (!hasRules) {
            return;
        }
        boolean asked =
                facts.mainRules().stream().anyMatch(rule -> rule.startsWith("anchor \"" + PfConf.ANCHORS + "\""));
        if (conf.isPresent() || !asked) {
            HostPath file = conf.isPresent() ? candidate(conf.get()) : Paths.PF_CONF;
            changes.add(
                    facts.anchorRules().isEmpty()
                            ? Commands.loadRulesWithNew(Paths.anchorName(name), file)
                            : Commands.loadRules(file));
            noteOthersRules();
        }
        String rules = wanted.getOrDefault(Paths.anchor(name), Optional.empty()).orElse("");
        if (!facts.anchorRules().equals(rules.lines().toList())) {
            HostPath path = Paths.anchor(name);
            boolean staged = anchor.isPresent() && !creates(anchor.get());
            changes.add(Commands.loadAnchor(
                    Paths.anchorName(name),
                    staged ? candidate(anchor.get()) : path,
                    facts.files().text(path).isPresent()
                            ? Commands.load(Paths.anchorName(name), path)
                            : Commands.flush(Paths.anchorName(name))));
        }
        noteFilter();
    }

    private void unfilter() {
        Optional<Change> conf = pfConf("no longer ask the anchors of vmm4j in pf.conf(5)");
        add(conf);
        add(file("no longer have the rules loaded with pf.conf(5)", Paths.LOADER, RULES_MODE)
                .map(Planner::onceConfirmed));
        Optional<Change> anchor = file("remove the rules of the network", Paths.anchor(name), RULES_MODE);
        add(anchor.map(Planner::onceConfirmed));
        conf.ifPresent(change -> {
            changes.add(Commands.loadRules(candidate(change)));
            noteOthersRules();
        });
        if (anchor.isPresent()) {
            changes.add(Commands.flushAnchor(Paths.anchorName(name), Paths.anchor(name)));
        }
    }

    private Optional<Change> pfConf(String summary) {
        return file(summary, Paths.PF_CONF, RULES_MODE, "pfctl", "-nf").map(Planner::onceConfirmed);
    }

    private static HostPath candidate(Change change) {
        if (change instanceof FileChange file) {
            return file.candidate();
        }
        throw new IllegalStateException("no candidate of " + change);
    }

    private void noteOthersRules() {
        if (!facts.rulesAreThoseOfPfConf()) {
            notes.add("The rules that are loaded are not those of pf.conf(5): somebody loaded others by hand. This plan"
                    + " loads pf.conf(5).");
        }
    }

    private void noteFilter() {
        List<Integer> quick = facts.files()
                .text(Paths.PF_CONF)
                .map(text -> PfConf.of(text).quickLines())
                .orElse(List.of());
        if (!quick.isEmpty()) {
            notes.add("Rules with quick decide before those of the network, in pf.conf(5) at line "
                    + String.join(", ", quick.stream().map(String::valueOf).toList()) + ".");
        }
        if (!facts.pf().enabled()) {
            notes.add("pf(4) is disabled: until pfctl -e nothing is translated and nothing is blocked.");
        }
        if (after.map(NetworkRecord::spec)
                .filter(spec -> spec instanceof RoutedNetwork routed && AnchorRules.filtersBetweenGuests(routed))
                .isPresent()) {
            notes.add(
                    "What passes between guests is decided on their taps, without state. Those of VMs that run already"
                            + " join the group of the network when they are started next.");
        }
    }

    // vmd(8)

    private void tellVmd(SwitchDefinition definition) {
        boolean known = facts.vmConf().switchOf(definition.name()).isPresent();
        if (!facts.runs(NetworkFacts.VMD)) {
            if (!known) {
                notes.add("vmd(8) does not run; it knows the switch when it starts.");
            }
        } else if (!known) {
            FileContent text = FileContent.of(Layout.text(definition));
            changes.add(Commands.loadSwitch("tell vmd(8) of the switch", text));
        } else if (changed(Paths.VM_CONF)) {
            notes.add("vmd(8) takes up the changed switch at its next start, or by vmctl reset switches and a reload.");
        }
    }
}
