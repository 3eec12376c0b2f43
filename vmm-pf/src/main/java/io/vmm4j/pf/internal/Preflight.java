package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.Subnet;
import io.vmm4j.SwitchName;
import io.vmm4j.error.Problem;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.RoutedNetwork;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Looks whether a host has room for a network, and makes what will be remembered of it. */
final class Preflight {

    private static final Pattern NO_UPLINK = Pattern.compile("(tap|vport|vether)\\d+");
    private static final int PREFIX_LENGTH = 24;
    private static final int LOCAL_PREFIX_LENGTH = 16;
    private static final int NONE = 0;

    private final NetworkFacts facts;

    Preflight(NetworkFacts facts) {
        this.facts = facts;
    }

    /** The network as it will be remembered, its subnet chosen. */
    NetworkRecord record(NetworkSpec spec) {
        requireSoundFiles(spec);
        Optional<NetworkRecord> before = facts.record(spec.name());
        before.ifPresent(record -> requireSameNature(record.spec(), spec));
        spec.attachment().ifPresent(switchName -> requireOwnSwitch(switchName, before));
        NetworkRecord.Former former = facts.records().values().stream()
                .findFirst()
                .map(NetworkRecord::former)
                .orElseGet(() -> new NetworkRecord.Former(
                        facts.forwarding(), facts.runs(NetworkFacts.DHCPD), facts.runs(NetworkFacts.UNBOUND)));
        if (spec instanceof RoutedNetwork routed) {
            RoutedNetwork resolved = routed.within(subnet(routed));
            return before.map(record -> new NetworkRecord(resolved, record.unit(), record.hostUnit(), record.former()))
                    .orElseGet(() -> new NetworkRecord(
                            resolved,
                            unit(resolved.backend().device(), resolved, NetworkRecord::unit),
                            unit(resolved.backend().hostPort(), resolved, NetworkRecord::hostUnit),
                            former));
        }
        if (spec instanceof LocalNetwork) {
            requireFreePrefix(spec.name());
        }
        if (spec instanceof BridgedNetwork bridged) {
            requireUplink(bridged);
        }
        return new NetworkRecord(
                spec, NONE, NONE, before.map(NetworkRecord::former).orElse(former));
    }

    /** Files that their programs refuse as they are could not be judged after a change either. */
    void requireSoundFiles(NetworkSpec spec) {
        requireSound(Paths.VM_CONF, "vmd -n");
        if (spec instanceof RoutedNetwork) {
            requireSound(Paths.DHCPD_CONF, "dhcpd -n");
        }
        if (Layout.names(spec) instanceof NameService.Unbound) {
            requireSound(Paths.UNBOUND_CONF, "unbound-checkconf");
        }
        if (Layout.routes(spec)) {
            requireSound(Paths.PF_CONF, "pfctl -nf");
            if (facts.files().text(Paths.PF_CONF).isEmpty()) {
                throw new PfException(problem(PfError.CONF_MISSING).with("path", Paths.PF_CONF));
            }
        }
    }

    private void requireSound(HostPath path, String checker) {
        String complaint = facts.complaints().get(path.value());
        if (complaint != null) {
            throw new PfException(problem(PfError.CONF_INVALID)
                    .with("path", path)
                    .with("checker", checker)
                    .with("reason", complaint));
        }
    }

    private void requireSameNature(NetworkSpec before, NetworkSpec after) {
        Map<String, Function<NetworkSpec, Object>> parts = new LinkedHashMap<>();
        parts.put("kind", NetworkSpec::getClass);
        parts.put("switch", NetworkSpec::attachment);
        if (before instanceof RoutedNetwork && after instanceof RoutedNetwork wanted) {
            parts.put("backend", spec -> ((RoutedNetwork) spec).backend());
            if (wanted.subnet().isPresent()) {
                parts.put("subnet", spec -> ((RoutedNetwork) spec).subnet());
            }
        }
        if (before instanceof BridgedNetwork && after instanceof BridgedNetwork) {
            parts.put("device", spec -> ((BridgedNetwork) spec).device());
        }
        parts.forEach((part, value) -> {
            if (!value.apply(before).equals(value.apply(after))) {
                throw new PfException(
                        problem(PfError.CANNOT_CHANGE).with("part", part).with("network", before.name()));
            }
        });
    }

    private void requireOwnSwitch(SwitchName name, Optional<NetworkRecord> before) {
        boolean others = facts.records().values().stream()
                .filter(record -> before.stream().noneMatch(record::equals))
                .anyMatch(record -> record.spec().attachment().equals(Optional.of(name)));
        boolean there = facts.vmConf().switchOf(name.value()).isPresent();
        if (others || (there && before.isEmpty())) {
            throw new PfException(problem(PfError.SWITCH_TAKEN).with("switch", name));
        }
    }

    private int unit(String driver, RoutedNetwork spec, Function<NetworkRecord, Integer> used) {
        Set<String> there = facts.interfaces().names();
        return IntStream.iterate(0, number -> number + 1)
                .filter(number -> !there.contains(driver + number))
                .filter(number ->
                        !(facts.files().text(Paths.hostname(driver + number)).isPresent()
                                || facts.vmConf().switches().stream()
                                        .anyMatch(one ->
                                                one.value().interfaceName().equals(driver + number))
                                || facts.records().values().stream()
                                        .anyMatch(record -> record.spec() instanceof RoutedNetwork other
                                                && other.backend() == spec.backend()
                                                && used.apply(record) == number)))
                .findFirst()
                .orElseThrow();
    }

    private Problem problem(PfError code) {
        return Problem.of(code).with("target", facts.target());
    }

    // Addresses

    /** The subnet that a network has, asks for, or gets. */
    Subnet subnet(RoutedNetwork routed) {
        Optional<Subnet> kept = facts.record(routed.name())
                .map(NetworkRecord::spec)
                .filter(RoutedNetwork.class::isInstance)
                .flatMap(spec -> ((RoutedNetwork) spec).subnet());
        if (kept.isPresent()) {
            return kept.get();
        }
        Map<Subnet, String> used = used();
        if (routed.subnet().isEmpty()) {
            return SubnetAllocator.choose(routed.name(), PREFIX_LENGTH, used.keySet())
                    .orElseThrow(() -> new PfException(problem(PfError.NOTHING_FREE)));
        }
        Subnet wanted = routed.subnet().get();
        used.forEach((subnet, user) -> {
            if (subnet.overlaps(wanted)) {
                throw new PfException(
                        problem(PfError.SUBNET_TAKEN).with("subnet", wanted).with("other", subnet + " of " + user));
            }
        });
        return wanted;
    }

    /** Which networks are used, and by whom. */
    private Map<Subnet, String> used() {
        Map<Subnet, String> used = new LinkedHashMap<>();
        used.put(facts.localPrefix(), "local interfaces");
        facts.interfaces()
                .interfaces()
                .forEach(seen -> seen.networks().forEach(subnet -> used.put(subnet, seen.name())));
        facts.records().values().forEach(record -> {
            if (record.spec() instanceof RoutedNetwork routed) {
                used.put(routed.requireSubnet(), "the network " + routed.name());
            }
        });
        facts.routes().forEach(route -> used.putIfAbsent(route, "a route"));
        return used;
    }

    private void requireFreePrefix(NetworkName name) {
        facts.records().values().stream()
                .filter(record ->
                        record.spec() instanceof LocalNetwork && !record.name().equals(name))
                .findFirst()
                .ifPresent(record -> {
                    throw new PfException(problem(PfError.SECOND_LOCAL).with("other", record.name()));
                });
        Subnet prefix = facts.localPrefix();
        facts.interfaces().interfaces().forEach(seen -> {
            if (seen.name().startsWith("tap")) {
                return;
            }
            seen.networks().stream().filter(prefix::overlaps).findFirst().ifPresent(subnet -> {
                throw new PfException(problem(PfError.LOCAL_PREFIX_TAKEN)
                        .with("subnet", prefix)
                        .with("other", subnet + " of " + seen.name())
                        .with(
                                "suggestion",
                                SubnetAllocator.choose(name, LOCAL_PREFIX_LENGTH, used().keySet())
                                        .map(Subnet::toString)
                                        .orElse("172.16.0.0/16")));
            });
        });
    }

    private void requireUplink(BridgedNetwork bridged) {
        HostInterface device = facts.interfaces()
                .find(bridged.device())
                .orElseThrow(
                        () -> new PfException(problem(PfError.BRIDGE_MISSING).with("device", bridged.device())));
        if (device.members().stream()
                .allMatch(member -> NO_UPLINK.matcher(member).matches())) {
            throw new PfException(problem(PfError.BRIDGE_WITHOUT_UPLINK)
                    .with("device", bridged.device())
                    .with(
                            "members",
                            device.members().isEmpty()
                                    ? "none"
                                    : device.members().stream().collect(Collectors.joining(", "))));
        }
    }
}
