package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.Ipv4Address;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.pf.HostNetwork;
import io.vmm4j.pf.HostNetworks;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmm network} on a host behind SSH. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class NetworkCommandTest {

    private static final double SPEED = 40;
    private static final String[] WHOLE = {
        "--subnet", "10.10.0.0/24", "--names", "9.9.9.9", "--isolated", "--guest", "web1=fe:e1:bb:01:02:03=10.10.0.10"
    };

    private final LoginKey key = LoginKey.generate("test");
    private SimulatedHost host;
    private SimulatedSshServer server;
    private LoginFiles files;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() {
        host = SimulatedHost.openBsd()
                .disabled("dhcpd")
                .disabled("unbound")
                .networkInterface("bridge3", "add em0", "up")
                .rootKey(key.authorizedKey())
                // On virtual time the probation could pass while a real connection has something to say.
                .realTime(SPEED)
                .build();
        host.timeline().advance(Duration.ofMinutes(1));
        server = host.serve();
        files = LoginFiles.write(server, key);
    }

    @AfterEach
    void close() {
        files.close();
        host.close();
    }

    private Run network(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "--host",
                "ssh://root@127.0.0.1:" + server.port(),
                "--identity",
                files.identity().toString(),
                "--known-hosts",
                files.knownHosts().toString(),
                "network"));
        all.addAll(List.of(words));
        return Run.vmm(all.toArray(String[]::new));
    }

    private Run apply(String name, String... options) {
        List<String> words = new ArrayList<>(List.of("apply", name));
        words.addAll(List.of(options));
        Run run = network(words.toArray(String[]::new));
        assertThat(run.status()).as(run.err()).isZero();
        return run;
    }

    /** The network of {@link #WHOLE}, without the command line. */
    private void make() {
        HostNetwork network = HostNetworks.on(VmmHost.builder(host.executor())
                        .timeline(host.timeline())
                        .build())
                .network(RoutedNetwork.builder("lan")
                        .subnet("10.10.0.0/24")
                        .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
                        .isolated()
                        .guest("web1", "fe:e1:bb:01:02:03", "10.10.0.10")
                        .build());
        network.apply(network.plan());
    }

    private String sh(String line) {
        return host.executor()
                .run(Command.read("sh", "-c", line).withTimeout(Duration.ofMinutes(5)))
                .stdout();
    }

    /** All files, and what runs. */
    private String everything() {
        return host.files().everything()
                + sh(
                        "ifconfig; sysctl net.inet.ip.forwarding; pfctl -sr; pfctl -s Anchors; vmctl status; rcctl check dhcpd");
    }

    @Test
    void a_network_is_made_on_probation_listed_verified_and_removed_without_a_trace() {
        assertThat(network("list").out()).startsWith("There are no networks on ssh://root@127.0.0.1");
        String before = sh("cat /etc/*.conf; ifconfig | grep -v index; pfctl -sr");

        Run made = apply("lan", WHOLE);

        assertThat(made.err()).contains("On probation: unless a new connection gets in within 60 seconds");
        assertThat(made.out())
                .contains("+subnet 10.10.0.0 netmask 255.255.255.0 {", "takes all of it back by itself")
                .endsWith("Done, and confirmed over a new connection.\n");
        assertThat(sh("ifconfig vport0")).contains("inet 10.10.0.1 ");
        assertThat(network("list").lines())
                .containsExactly(
                        "NAME  MODE    SUBNET        SWITCH  NAT  NAMES    GUESTS  FORWARDS",
                        "lan   routed  10.10.0.0/24  lan     yes  9.9.9.9  1       0");
        assertThat(network("verify").out())
                .startsWith("lan is as it should be.\n")
                .contains("interfaces   yes     vport0 has 10.10.0.1, veb0 has it")
                .contains("leases       unknown no lease yet");
        assertThat(apply("lan", WHOLE).out()).contains("nothing to do").doesNotContain("Guarded", "Done");

        assertThat(network("remove", "lan").out()).endsWith("Done, and confirmed over a new connection.\n");
        assertThat(sh("cat /etc/*.conf; ifconfig | grep -v index; pfctl -sr")).isEqualTo(before);
        assertThat(network("remove", "lan").status()).isEqualTo(1);
    }

    @Test
    void a_dry_run_shows_the_plan_with_the_differences_and_changes_nothing() {
        make();
        String before = everything();

        for (String line : List.of(
                "plan dmz --names unbound --backend bridge --no-nat",
                "apply dmz --dry-run",
                "apply dmz --mode bridged --device bridge3 --dry-run",
                "apply guests --mode local --unreachable 192.168.0.0/16 --dry-run",
                "apply lan --subnet 10.10.0.0/24 --dry-run",
                "forward lan tcp:2222=10.10.0.10:22 --dry-run",
                "remove lan --dry-run")) {
            Run run = network(line.split(" "));

            assertThat(run.status()).as(line + ": " + run.err()).isZero();
            assertThat(run.out()).as(line).contains("@@ -", "Guarded: ").endsWith("this was a dry run.\n");
            assertThat(run.err()).as(line).doesNotContain("On probation");
            assertThat(everything()).as(line).isEqualTo(before);
        }
    }

    @Test
    void ports_are_forwarded_listed_and_taken_back() {
        make();

        assertThat(network("forward", "lan", "tcp:2222=10.10.0.10:22", "udp:53=10.10.0.11:53")
                        .out())
                .contains("3. remember the network")
                .doesNotContain("4. ");
        assertThat(sh("pfctl -a vmm4j/lan -sr")).contains("port = 2222", "rdr-to 10.10.0.10 port 22");
        assertThat(network("forward", "lan").lines())
                .containsExactly(
                        "PORT      GOES TO        VM", "tcp:2222  10.10.0.10:22  web1", "udp:53    10.10.0.11:53  -");
        assertThat(network("forward", "lan", "tcp:2222=10.10.0.10:22").out()).contains("nothing to do");
        assertThat(network("forward", "lan", "tcp:2222=10.10.0.99:22").err()).contains("is used twice");

        assertThat(network("forward", "lan", "--remove", "tcp:2222").status()).isZero();
        JsonNode left = network("forward", "lan", "--json").json();
        assertThat(left.get("forwards")).hasSize(1);
        assertThat(left.at("/forwards/0/guestPort").asInt()).isEqualTo(53);
        Run again = network("forward", "lan", "--remove", "tcp:2222");
        assertThat(again.status()).isEqualTo(1);
        assertThat(again.err()).contains("forwards no tcp:2222", "It forwards: udp:53=10.10.0.11:53.");
    }

    @Test
    void guests_can_be_named_later_without_the_subnet_that_was_chosen() {
        apply("lan");
        String subnet =
                network("list", "--json").json().at("/networks/0/subnet").asText();
        String guest = subnet.replace(".0/24", ".10");

        apply("lan", "--guest", "web1=fe:e1:bb:01:02:03=" + guest);

        assertThat(sh("cat /etc/dhcpd.conf")).contains("fixed-address " + guest + ";");
    }

    @Test
    void what_list_prints_as_json_apply_takes_as_a_specification() throws Exception {
        make();
        JsonNode listed = network("list", "--json").json().at("/networks/0");
        Path file = Files.writeString(directory.resolve("lan.json"), listed.toString());

        assertThat(apply("lan", "--spec", file.toString()).out()).contains("nothing to do");

        assertThat(network("apply", "dmz", "--spec", file.toString()).err()).contains("is of lan, not of dmz");
        assertThat(network("apply", "lan", "--spec", file.toString(), "--isolated")
                        .err())
                .contains("not --isolated");
    }

    @Test
    void a_plan_as_json_has_the_network_and_whether_it_was_applied() {
        JsonNode planned =
                network("plan", "lan", "--subnet", "10.10.0.0/24", "--json").json();
        assertThat(planned.get("applied").asBoolean()).isFalse();
        assertThat(planned.at("/network/subnet").asText()).isEqualTo("10.10.0.0/24");
        assertThat(planned.at("/changes/0/path").asText()).isEqualTo("/etc/hostname.vport0");

        Run run = apply("lan", "--subnet", "10.10.0.0/24", "--json");
        assertThat(run.json().get("applied").asBoolean()).isTrue();
        assertThat(run.err()).contains("On probation");
    }

    @Test
    void verify_fails_where_the_host_does_something_else_and_says_what_to_do() {
        make();
        sh("rcctl stop dhcpd; pfctl -a vmm4j/lan -F rules");

        Run run = network("verify", "lan");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("lan is not as it should be.\n")
                .contains("  dhcp         no      rcctl check dhcpd\n", "do: rcctl -d start dhcpd\n");
        JsonNode json = network("verify", "--json").json();
        assertThat(json.at("/networks/0/holds").asBoolean()).isFalse();
        assertThat(json.at("/networks/0/checks").findValuesAsText("verdict")).contains("yes", "no", "unknown");
        assertThat(network("verify", "dmz").err()).contains("There is no network dmz");
    }

    @Test
    void a_change_that_keeps_new_connections_out_is_taken_back_and_told() {
        host.files().write("/etc/pf.conf", "block return quick proto tcp to port 22\n");
        String before = sh("cat /etc/*.conf; ifconfig | grep -v index");

        Run run = network("apply", "lan");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("code: plan-not-confirmed");
        assertThat(sh("cat /etc/*.conf; ifconfig | grep -v index")).isEqualTo(before);
    }

    @Test
    void what_cannot_be_meant_is_wrong_usage() {
        for (String line : List.of(
                "apply lan --forward 2222=10.10.0.10:22",
                "apply lan --guest web1=10.10.0.10",
                "apply lan --mode local --subnet 10.10.0.0/24",
                "apply lan --mode bridged",
                "apply lan --device veb0",
                "apply lan --mode bridged --device veb0 --names unbound",
                "apply lan --backend tun",
                "apply lan --names nobody",
                "apply lan --range 10.10.0.5",
                "apply LAN",
                "forward lan --remove 2222",
                "remove",
                "")) {
            Run run = network(line.isEmpty() ? new String[0] : line.split(" "));
            assertThat(run.status()).as(line + ": " + run.err()).isEqualTo(2);
        }
        assertThat(network("apply", "lan", "--mode", "local", "--switch", "x").err())
                .contains("A network of the mode local has no --switch.");
        assertThat(network("--help").out()).contains("vmm network forward lan");
        assertThat(network("apply", "--help").out()).containsOnlyOnce("see vmm --help");
    }
}
