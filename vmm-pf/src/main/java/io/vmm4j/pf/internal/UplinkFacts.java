package io.vmm4j.pf.internal;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.InterfaceTable;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.plan.FileContent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the move of an uplink depends on. Immutable.
 *
 * @param target the host, as its executor names it
 * @param files the files that matter, without those that do not exist
 * @param records the networks that are there, by name
 * @param interfaces the interfaces of the host
 * @param routes the routes with a gateway through the uplink: where to, and which gateway
 */
record UplinkFacts(
        String target,
        FileDump files,
        Map<NetworkName, NetworkRecord> records,
        InterfaceTable interfaces,
        Map<String, String> routes) {

    static final HostPath MYGATE = HostPath.of("/etc/mygate");
    static final String DEFAULT = "default";

    /** Destination, gateway and flags, which have a G if packets go to that gateway; the interface is last. */
    private static final Pattern ROUTE = Pattern.compile("(\\S+)\\s+(\\S+)\\s+[A-Za-z]*G[A-Za-z]*\\s.*\\s(\\S+)\\s*");

    private static final Pattern GATEWAY = Pattern.compile("(?m)^(\\d+\\.\\d+\\.\\d+\\.\\d+)\\b");

    UplinkFacts {
        records = Map.copyOf(records);
        routes = Map.copyOf(routes);
    }

    /** Looks, in one round trip. */
    static UplinkFacts look(CommandExecutor executor, String uplink) {
        Query<FileDump> files = FileDump.of(List.of(
                Paths.hostname(uplink).value(),
                "/etc/hostname.veb*",
                "/etc/hostname.vport*",
                MYGATE.value(),
                Paths.PF_CONF.value(),
                Paths.RC_CONF_LOCAL.value(),
                Paths.VM_CONF.value(),
                NetworkRecord.DIRECTORY + "/*.json"));
        Query<InterfaceTable> interfaces = new Query<>(
                Command.read("ifconfig"),
                answer -> InterfaceTable.parse(answer.result().stdout()));
        Query<Map<String, String>> routes = new Query<>(
                Command.read("netstat", "-rnf", "inet"),
                answer -> routes(uplink, answer.result().stdoutLines()));
        Answers answers = Query.askAll(executor, files, interfaces, routes);
        FileDump dump = answers.to(files);
        return new UplinkFacts(
                executor.target(),
                dump,
                FactsReader.records(executor.target(), dump),
                answers.to(interfaces),
                answers.to(routes));
    }

    private static Map<String, String> routes(String uplink, List<String> lines) {
        Map<String, String> routes = new TreeMap<>();
        for (String line : lines) {
            Matcher matcher = ROUTE.matcher(line);
            if (matcher.matches() && matcher.group(3).equals(uplink)) {
                routes.put(matcher.group(1), matcher.group(2));
            }
        }
        return routes;
    }

    /** The default router of the next boot. */
    Optional<String> gateway() {
        return files.text(MYGATE).map(GATEWAY::matcher).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** The networks whose guests are on a bridge. */
    List<NetworkName> networksOn(String device) {
        return records.values().stream()
                .filter(record -> record.spec() instanceof BridgedNetwork bridged
                        && bridged.device().equals(device))
                .map(NetworkRecord::name)
                .sorted()
                .toList();
    }

    /** Changes if a plan that was made by these facts may not fit any more. */
    String fingerprint() {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(files.files())
                .forEach((path, text) -> all.append(path)
                        .append(' ')
                        .append(HostText.content(text).sha256())
                        .append('\n'));
        interfaces.interfaces().stream()
                .sorted(Comparator.comparing(HostInterface::name))
                .forEach(one -> all.append(one.name())
                        .append(one.addresses())
                        .append(one.members())
                        .append('\n'));
        return FileContent.of(all.append(new TreeMap<>(routes)).toString()).sha256();
    }
}
