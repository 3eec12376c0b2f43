package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.testkit.SimulatedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page on JSON says what {@code vmm network} and {@code vmm conf} print, no more and no less. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DocumentedFieldsTest {

    private static final RoutedNetwork LAN = RoutedNetwork.builder("lan")
            .subnet("10.10.0.0/24")
            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
            .range("10.10.0.100", "10.10.0.200")
            .guest("web1", "fe:e1:bb:01:02:03", "10.10.0.10")
            .forward(PortForward.tcp(2222, Ipv4Address.of("10.10.0.10"), 22))
            .unreachable(Subnet.of("192.168.0.0/16"))
            .build();

    private final BehindSsh served = BehindSsh.serve(SimulatedHost.openBsd()
            .disabled("dhcpd")
            .disabled("unbound")
            .file("/etc/hostname.em0", "inet 10.0.2.15 255.255.255.0\n", "root", 0640)
            .file("/etc/mygate", "10.0.2.2\n")
            .networkInterface("bridge3", "add em0", "up")
            .file("/vm/a.img", "disk")
            .vmConf("""
                    local prefix 10.99.0.0/16
                    socket owner ":operator"
                    switch "outer" {
                    \tinterface bridge3
                    }
                    vm "a" {
                    \tdisable
                    \tdisk /vm/a.img
                    }
                    """));
    private final Map<String, SortedSet<String>> written = new TreeMap<>();

    @AfterEach
    void close() {
        served.close();
    }

    private void note(String object, Collection<String> names) {
        written.computeIfAbsent(object, o -> new TreeSet<>()).addAll(names);
    }

    private void object(String object, JsonNode node) {
        assertThat(node.isObject()).as("%s: %s", object, node).isTrue();
        node.fieldNames().forEachRemaining(name -> note(object, List.of(name)));
    }

    private JsonNode document(String object, String line) {
        Run run = served.vmm((line + " --json").split(" "));
        assertThat(run.json().path("error").isMissingNode()).as(run.out()).isTrue();
        JsonNode json = run.json();
        assertThat(json.path("version").asInt()).as(run.out()).isEqualTo(1);
        object(object, json);
        written.get(object).remove("version");
        return json;
    }

    private void make(NetworkSpec spec) {
        VmmHost host = VmmHost.builder(served.host().executor())
                .timeline(served.host().timeline())
                .build();
        HostNetwork network = HostNetworks.on(host).network(spec);
        network.apply(network.plan());
    }

    private void network(JsonNode spec) {
        object("network", spec);
        if (spec.has("names")) {
            object("names", spec.get("names"));
        }
        if (spec.has("range")) {
            object("range", spec.get("range"));
        }
        spec.path("guests").forEach(guest -> object("guest", guest));
        spec.path("forwards").forEach(forward -> object("forward", forward));
    }

    /** Those of a plan are documented with the documents of the SDK. */
    private void planned(String object, String line) {
        document(object, line);
        written.get(object).removeAll(List.of("title", "host", "changes", "notes", "probation"));
    }

    private static Map<String, SortedSet<String>> documented() throws IOException {
        String page = Files.readString(Path.of("../../vmm-core/JSON.md"));
        String section = page.substring(page.indexOf("\n## Networks and vm.conf\n") + 4);
        Map<String, SortedSet<String>> fields = new LinkedHashMap<>();
        section.substring(0, section.indexOf("\n## "))
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.split("\\|", -1))
                .forEach(cells -> fields.computeIfAbsent(cells[1].strip(), object -> new TreeSet<>())
                        .add(cells[2].strip().replace("`", "")));
        return fields;
    }

    @Test
    void every_field_is_documented_and_every_documented_field_is_written() throws IOException {
        served.host().timeline().advance(Duration.ofMinutes(1));
        make(LAN);
        make(LocalNetwork.of("local"));
        make(BridgedNetwork.of("wide", "bridge3"));

        document("list of networks", "network list").get("networks").forEach(this::network);
        planned("plan of a network", "network plan dmz");
        document("list of forwards", "network forward lan").get("forwards").forEach(one -> object("forward", one));
        document("verification", "network verify").get("networks").forEach(one -> {
            object("verified network", one);
            one.get("checks").forEach(check -> object("check", check));
        });
        planned("plan of vm.conf", "conf set a memory=1G --dry-run");
        JsonNode conf = document("vm.conf", "conf list");
        object("VM of vm.conf", conf.at("/vms/0"));
        object("switch of vm.conf", conf.at("/switches/0"));
        object("globals", conf.get("globals"));
        document("VM of vm.conf", "conf get a");
        document("switch of vm.conf", "conf get --switch outer");
        document("globals", "conf get --globals");
        note("VM of vm.conf", VmKeys.ALL);
        note("switch of vm.conf", SwitchKeys.ALL);
        note("globals", SettingKeys.ALL);
        served.host().executor().run(Command.oneShot("ifconfig", "bridge3", "del", "em0"));
        planned("plan of an uplink", "network uplink plan em0");
        object(
                "uplink",
                served.vmm("network", "uplink", "plan", "em0", "--json").json().get("uplink"));
        served.host().files().write("/etc/vm.conf", "switch \"x\" {\n\tinterface veb9\n}\n");
        document("report on vm.conf", "conf check").get("findings").forEach(one -> object("finding on vm.conf", one));

        assertThat(new TreeMap<>(documented())).isEqualTo(written);
    }

    @Test
    void every_subject_of_a_check_is_documented() throws IOException {
        String page = Files.readString(Path.of("../../vmm-core/JSON.md"));
        String row = page.lines()
                .filter(line -> line.startsWith("| check | `subject` |"))
                .findFirst()
                .orElseThrow();
        for (NetworkCheck.Subject subject : NetworkCheck.Subject.values()) {
            assertThat(row).contains("`" + Json.lower(subject) + "`");
        }
    }
}
