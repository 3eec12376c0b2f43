package io.vmm4j.pf.internal;

import io.vmm4j.Subnet;
import io.vmm4j.internal.InterfaceTable;
import io.vmm4j.internal.LocalPrefix;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfInfo;
import io.vmm4j.vmconf.VmConf;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What plans for networks are made of. Immutable.
 *
 * @param target the host, as its executor names it
 * @param files the files that networks are made of, without those that do not exist
 * @param records the networks that are there, by name
 * @param interfaces the interfaces of the host
 * @param routes where it sends packets
 * @param forwarding whether it routes them
 * @param services the services that networks use, by name
 * @param pf the state of pf(4)
 * @param mainRules the rules that are loaded, as printed
 * @param confRules the rules of pf.conf(5) as pfctl(8) would load it, those of anchors last
 * @param anchorRules the rules that are loaded in the anchor of the network in question
 * @param vmConf vm.conf(5) with what it includes
 * @param complaints what the programs say of the files as they are, by the file's path
 * @param fingerprint of all that plans depend on
 */
record NetworkFacts(
        String target,
        FileDump files,
        Map<NetworkName, NetworkRecord> records,
        InterfaceTable interfaces,
        List<Subnet> routes,
        boolean forwarding,
        Map<String, Service> services,
        PfInfo pf,
        List<String> mainRules,
        List<String> confRules,
        List<String> anchorRules,
        VmConf vmConf,
        Map<String, String> complaints,
        String fingerprint) {

    static final String DHCPD = "dhcpd";
    static final String UNBOUND = "unbound";
    static final String VMD = "vmd";

    NetworkFacts {
        records = Map.copyOf(records);
        routes = List.copyOf(routes);
        services = Map.copyOf(services);
        mainRules = List.copyOf(mainRules);
        confRules = List.copyOf(confRules);
        anchorRules = List.copyOf(anchorRules);
        complaints = Map.copyOf(complaints);
    }

    boolean runs(String service) {
        return services.get(service) == Service.RUNS;
    }

    Optional<NetworkRecord> record(NetworkName name) {
        return Optional.ofNullable(records.get(name));
    }

    /** Where the addresses of local interfaces come from. */
    Subnet localPrefix() {
        return LocalPrefix.of(vmConf).subnet();
    }

    /** Whether the rules that are loaded are those of pf.conf(5), as far as printed rules show. */
    boolean rulesAreThoseOfPfConf() {
        int count = mainRules.size();
        return confRules.size() >= count && plain(confRules.subList(0, count)).equals(plain(mainRules));
    }

    /** Whether the rules that are loaded can be loaded again as they are printed. */
    boolean rulesCanBeLoadedAgain() {
        return mainRules.stream().noneMatch(rule -> rule.contains("<__automatic_"));
    }

    /** Tables that pfctl(8) makes of long lists have other names each time. */
    private static List<String> plain(List<String> rules) {
        return rules.stream()
                .map(rule -> rule.replaceAll("<__automatic_[0-9a-f]+_\\d+>", "<automatic>"))
                .toList();
    }
}
