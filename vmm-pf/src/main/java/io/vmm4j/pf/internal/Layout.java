package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.Subnet;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfConf;
import io.vmm4j.pf.PfRules;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.SwitchDefinitionBuilder;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the files of a host are to be with some networks in place of others. Whatever is not of ours in them keeps every byte, and
 * lines that several networks need stay as long as one of them does.
 */
final class Layout {

    private static final MarkedBlock FORWARDING = new MarkedBlock("forwarding");
    private static final String FORWARDING_LINE = "net.inet.ip.forwarding=1";

    private final NetworkFacts facts;
    private final NetworkName target;
    private final List<NetworkRecord> before;
    private final List<NetworkRecord> after;
    private final Map<HostPath, Optional<String>> wanted = new LinkedHashMap<>();

    private Layout(NetworkFacts facts, NetworkName target, Collection<NetworkRecord> after) {
        this.facts = facts;
        this.target = target;
        this.before = List.copyOf(facts.records().values());
        this.after = List.copyOf(after);
    }

    /**
     * The files that matter, as they are to be; empty for those that are not to be there.
     *
     * @param target the network in question: what only others have is left alone
     * @param after all networks that are to be there
     */
    static Map<HostPath, Optional<String>> of(NetworkFacts facts, NetworkName target, Collection<NetworkRecord> after) {
        Layout layout = new Layout(facts, target, after);
        layout.make();
        return layout.wanted;
    }

    private void make() {
        targetOf(before).ifPresent(record -> ownFiles(record, false));
        targetOf(after).ifPresent(record -> ownFiles(record, true));
        sysctl();
        shared(Paths.VM_CONF, "switch ", Layout::switchBlock);
        shared(Paths.DHCPD_CONF, "network ", Layout::dhcpdBlock);
        services();
        shared(Paths.UNBOUND_CONF, "network ", this::unboundBlock);
        pfConf();
        wanted.put(NetworkRecord.path(target), targetOf(after).map(record -> HostText.ofUtf8(record.toJson())));
    }

    private Optional<NetworkRecord> targetOf(List<NetworkRecord> records) {
        return records.stream().filter(record -> record.name().equals(target)).findFirst();
    }

    private Optional<String> current(HostPath path) {
        return wanted.containsKey(path) ? wanted.get(path) : facts.files().text(path);
    }

    private void ownFiles(NetworkRecord record, boolean there) {
        if (record.spec() instanceof RoutedNetwork routed) {
            wanted.put(
                    Paths.hostname(record.hostPort(routed)),
                    there ? Optional.of(hostPortFile(routed)) : Optional.empty());
            wanted.put(
                    Paths.hostname(record.device(routed)),
                    there ? Optional.of(deviceFile(routed, record.hostPort(routed))) : Optional.empty());
        }
        if (!(record.spec() instanceof BridgedNetwork)) {
            wanted.put(
                    Paths.anchor(record.name()),
                    there ? Optional.of(anchor(record, facts.localPrefix())) : Optional.empty());
        }
    }

    private static String hostPortFile(RoutedNetwork routed) {
        return "inet " + routed.gateway() + " " + routed.requireSubnet().netmask() + "\nup\n";
    }

    private static String deviceFile(RoutedNetwork routed, String hostPort) {
        return "add " + hostPort + "\n" + (needsLink1(routed) ? "link1\n" : "") + "up\n";
    }

    /** Only so does a veb(4) let pf(4) see what passes between its ports. */
    static boolean needsLink1(RoutedNetwork routed) {
        return routed.isolated() && routed.backend() == SwitchBackend.VEB;
    }

    static String anchor(NetworkRecord record, Subnet localPrefix) {
        if (record.spec() instanceof RoutedNetwork routed) {
            return PfRules.print(AnchorRules.of(routed, record.hostPort(routed)));
        }
        return record.spec() instanceof LocalNetwork local ? PfRules.print(AnchorRules.of(local, localPrefix)) : "";
    }

    private void sysctl() {
        Optional<String> file = current(Paths.SYSCTL_CONF);
        Optional<String> base = file.flatMap(FORWARDING::remove);
        boolean said = base.filter(text -> lastForwarding(text).equals(Optional.of(FORWARDING_LINE)))
                .isPresent();
        boolean needed = after.stream().anyMatch(record -> routes(record.spec()));
        wanted.put(
                Paths.SYSCTL_CONF, needed && !said ? Optional.of(FORWARDING.put(file, FORWARDING_LINE + "\n")) : base);
    }

    private static Optional<String> lastForwarding(String text) {
        return text.lines()
                .map(line -> line.replaceAll("#.*", "").replace(" ", "").strip())
                .filter(line -> line.startsWith("net.inet.ip.forwarding="))
                .reduce((earlier, later) -> later);
    }

    static boolean routes(NetworkSpec spec) {
        return !(spec instanceof BridgedNetwork);
    }

    /** What a network has in a file of somebody else's. */
    private interface Part {
        Optional<String> of(NetworkRecord record);
    }

    private void shared(HostPath path, String kind, Part part) {
        MarkedBlock block = new MarkedBlock(kind + target);
        Optional<String> text = current(path);
        Optional<String> content = targetOf(after).flatMap(part::of);
        wanted.put(
                path, content.isPresent() ? Optional.of(block.put(text, content.get())) : text.flatMap(block::remove));
    }

    private static Optional<String> switchBlock(NetworkRecord record) {
        return switchOf(record).map(definition -> HostText.ofUtf8(text(definition)));
    }

    /** The lines that define a switch. */
    static String text(SwitchDefinition definition) {
        return VmConf.parse(Paths.VM_CONF.value(), new byte[0])
                .apply(new VmConfChange.AddSwitch(definition))
                .toString()
                .stripLeading();
    }

    /** The switch of a network, if it has one. */
    static Optional<SwitchDefinition> switchOf(NetworkRecord record) {
        if (record.spec() instanceof RoutedNetwork routed) {
            SwitchDefinitionBuilder builder = SwitchDefinition.builder(routed.switchName(), record.device(routed));
            if (AnchorRules.filtersBetweenGuests(routed)) {
                builder.group(AnchorRules.group(routed.name()));
            }
            return Optional.of(builder.build());
        }
        return record.spec() instanceof BridgedNetwork bridged
                ? Optional.of(SwitchDefinition.builder(bridged.switchName(), bridged.device())
                        .build())
                : Optional.empty();
    }

    private static Optional<String> dhcpdBlock(NetworkRecord record) {
        return record.spec() instanceof RoutedNetwork routed ? Optional.of(dhcpd(routed)) : Optional.empty();
    }

    private static String dhcpd(RoutedNetwork routed) {
        Subnet subnet = routed.requireSubnet();
        StringBuilder text = new StringBuilder();
        text.append("subnet ").append(subnet.address()).append(" netmask ").append(subnet.netmask());
        text.append(" {\n\toption routers ").append(routed.gateway()).append(";\n");
        resolver(routed)
                .ifPresent(address -> text.append("\toption domain-name-servers ")
                        .append(address)
                        .append(";\n"));
        text.append("\trange ").append(routed.dynamicRange().first()).append(' ');
        text.append(routed.dynamicRange().last()).append(";\n");
        routed.guests()
                .forEach(guest -> text.append("\thost ")
                        .append(routed.name())
                        .append('-')
                        .append(guest.vm())
                        .append(" {\n\t\thardware ethernet ")
                        .append(guest.mac())
                        .append(";\n\t\tfixed-address ")
                        .append(guest.address())
                        .append(";\n\t}\n"));
        return text.append("}\n").toString();
    }

    private static Optional<Object> resolver(RoutedNetwork routed) {
        if (routed.names() instanceof NameService.Redirected redirected) {
            return Optional.of(redirected.resolver());
        }
        return routed.names() instanceof NameService.Unbound ? Optional.of(routed.gateway()) : Optional.empty();
    }

    private void services() {
        RcConfLocal dhcpd = new RcConfLocal(NetworkFacts.DHCPD);
        RcConfLocal unbound = new RcConfLocal(NetworkFacts.UNBOUND);
        List<String> ports = hostPorts(after);
        Optional<String> text = dhcpd.edit(
                current(Paths.RC_CONF_LOCAL),
                hostPorts(before),
                ports.isEmpty() ? Optional.empty() : Optional.of(ports));
        wanted.put(
                Paths.RC_CONF_LOCAL,
                unbound.edit(text, List.of(), usesUnbound(after) ? Optional.of(List.of()) : Optional.empty()));
    }

    private static List<String> hostPorts(List<NetworkRecord> records) {
        List<String> ports = new ArrayList<>();
        for (NetworkRecord record : records) {
            if (record.spec() instanceof RoutedNetwork routed) {
                ports.add(record.hostPort(routed));
            }
        }
        return List.copyOf(ports);
    }

    static boolean usesDhcpd(Collection<NetworkRecord> records) {
        return records.stream().anyMatch(record -> record.spec() instanceof RoutedNetwork);
    }

    static boolean usesUnbound(Collection<NetworkRecord> records) {
        return records.stream().anyMatch(record -> names(record.spec()) instanceof NameService.Unbound);
    }

    static NameService names(NetworkSpec spec) {
        if (spec instanceof RoutedNetwork routed) {
            return routed.names();
        }
        return spec instanceof LocalNetwork local ? local.names() : NameService.none();
    }

    private Optional<String> unboundBlock(NetworkRecord record) {
        Optional<String> text = facts.files().text(Paths.UNBOUND_CONF);
        for (NetworkRecord ours : before) {
            text = text.flatMap(new MarkedBlock("network " + ours.name())::remove);
        }
        return UnboundLines.of(text.orElse("")).serving(record.spec(), facts.localPrefix());
    }

    private void pfConf() {
        List<NetworkRecord> filtered =
                after.stream().filter(record -> routes(record.spec())).toList();
        StringBuilder loader = new StringBuilder();
        filtered.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(record -> loader.append("load anchor \"")
                        .append(Paths.anchorName(record.name()))
                        .append("\" from \"")
                        .append(Paths.anchor(record.name()))
                        .append("\"\n"));
        boolean ours = Stream.concat(before.stream(), after.stream()).anyMatch(record -> routes(record.spec()));
        if (!ours) {
            return;
        }
        wanted.put(Paths.LOADER, filtered.isEmpty() ? Optional.empty() : Optional.of(loader.toString()));
        PfConf conf = current(Paths.PF_CONF).map(PfConf::of).orElse(PfConf.absent());
        wanted.put(Paths.PF_CONF, (filtered.isEmpty() ? conf.withoutAnchors() : conf.withAnchors()).text());
    }
}
