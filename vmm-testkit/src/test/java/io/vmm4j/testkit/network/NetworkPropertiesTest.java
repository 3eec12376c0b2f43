package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.Ipv4Address;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkSpec;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks come and go on hosts with files of all kinds, and every byte of others is there afterwards. */
class NetworkPropertiesTest {

    private static final List<String> PF = List.of(
            "set skip on lo\n",
            "block return # all\n",
            "pass\n",
            "table <bad> persist { 10.9.9.9 }\n",
            "block in quick from <bad>\n",
            "\n",
            "# a comment that goes on \\\n# here\n",
            "pass in on em0 proto tcp \\\n\tto port 22\n",
            "me = \"em0\"\n",
            "anchor \"other/*\"\n");
    private static final List<String> SYSCTL = List.of(
            "kern.maxfiles=10000\n", "# nothing\n", "net.inet.ip.forwarding=0\n", "\n", "net.inet.tcp.sack=1 # yes\n");
    private static final List<String> RC = List.of(
            "dhcpd_flags=NO\n",
            "dhcpd_flags=\"em0\"\n",
            "dhcpd_flags=em0 # only\n",
            "dhcpd_flags=\n",
            "# hand made\n",
            "ntpd_flags=-s\n",
            "unbound_flags=\n",
            "unbound_flags=NO\n",
            "  dhcpd_flags='em0'\n");
    private static final List<String> DHCPD = List.of(
            "group {\n\toption domain-name \"example.org\";\n}\n",
                    "subnet 10.0.2.0 netmask 255.255.255.0 {\n\trange 10.0.2.100 10.0.2.110;\n}\n",
            "# leases\n", "\n");
    private static final List<String> VM = List.of(
            "# guests\n",
            "local prefix \"10.200.0.0/16\"\n",
            "switch \"mine\" {\n\tinterface bridge3\n}\n",
            "\n",
            "dir = \"/var\"\n");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void what_others_wrote_is_there_to_the_byte_when_all_networks_are_gone(int seed) {
        Random random = new Random(seed);
        SimulatedHostBuilder builder = NetworkStage.builder().seed(seed).networkInterface("bridge3", "up");
        maybe(builder, "/etc/sysctl.conf", SYSCTL, random);
        maybe(builder, "/etc/rc.conf.local", RC, random);
        maybe(builder, "/etc/dhcpd.conf", DHCPD, random);
        maybe(builder, "/etc/vm.conf", VM, random);
        builder.file(
                "/etc/pf.conf",
                text(PF, random) + "\npass in proto tcp to port 22" + text(List.of("\n"), random),
                "root",
                0600);
        try (NetworkStage stage = new NetworkStage(builder)) {
            String before = stage.files();
            List<NetworkSpec> networks = new ArrayList<>(List.of(
                    RoutedNetwork.builder("lan").names(NameService.unbound()).build(),
                    RoutedNetwork.builder("old")
                            .backend(SwitchBackend.BRIDGE)
                            .isolated()
                            .build(),
                    LocalNetwork.builder("local")
                            .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
                            .build()));
            Collections.shuffle(networks, random);
            networks.forEach(stage::make);
            assertThat(stage.files()).isNotEqualTo(before);
            for (NetworkSpec network : networks) {
                assertThat(stage.network(network).plan().isEmpty())
                        .as(network.name() + " is there")
                        .isTrue();
            }
            Collections.shuffle(networks, random);
            networks.forEach(stage::remove);

            assertThat(stage.files().lines().toList())
                    .containsExactlyElementsOf(before.lines().toList());
        }
    }

    private static void maybe(SimulatedHostBuilder builder, String path, List<String> lines, Random random) {
        if (random.nextInt(4) > 0) {
            builder.file(path, text(lines, random), "root", 0644);
        }
    }

    /** Some of the lines, each once, with or without an end of the last. */
    private static String text(List<String> lines, Random random) {
        List<String> chosen = new ArrayList<>(lines);
        Collections.shuffle(chosen, random);
        String text = String.join("", chosen.subList(0, random.nextInt(chosen.size() + 1)));
        return text.endsWith("\n") && random.nextBoolean() ? text.substring(0, text.length() - 1) : text;
    }
}
