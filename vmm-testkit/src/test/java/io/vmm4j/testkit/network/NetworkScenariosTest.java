package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.Subnet;
import io.vmm4j.VmmHost;
import io.vmm4j.host.Finding;
import io.vmm4j.pf.BridgedNetwork;
import io.vmm4j.pf.LocalNetwork;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.Packet;
import io.vmm4j.testkit.PacketFate;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The acceptance scenarios of networks, one after the other. */
class NetworkScenariosTest {

    private static final RoutedNetwork LAN = RoutedNetwork.of("lan");

    @Test
    @DisplayName("Scenario 5: a host without anything gets a routed network, and a second time nothing is written")
    void a_host_without_anything_gets_a_network_and_a_second_time_nothing_is_written() {
        try (NetworkStage stage = new NetworkStage(NetworkStage.builder().disabled("vmd"))) {
            VmmHost.builder(stage.host.executor())
                    .timeline(stage.host.timeline())
                    .build()
                    .initializer()
                    .initialize();
            stage.make(LAN);

            assertThat(stage.sh("ls /etc/hostname.veb0 /etc/hostname.vport0 /etc/sysctl.conf /etc/pf.vmm4j.lan.conf"))
                    .hasLineCount(4);
            assertThat(stage.sh("rcctl check vmd")).isEqualTo("vmd(ok)\n");
            stage.host.forgetCommands();
            assertThat(stage.make(LAN).isEmpty()).isTrue();
            assertThat(stage.host.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "Scenario 6: with vmd(8) stopped, what stood in vm.conf stands there to the byte, and the subnet is kept")
    void what_stood_in_vm_conf_stands_there_to_the_byte() {
        String text = "# three guests\nvm \"a\" {\n\tdisable\n\tdisk /var/a.raw\n}\n\n"
                + "switch \"foreign\" {\n\tinterface veb7\n}\nvm \"b\" {\n\tdisable\n\tdisk /var/a.raw # same\n}";
        SimulatedHostBuilder builder = NetworkStage.builder()
                .networkInterface("veb7", "up")
                .file("/var/a.raw", "x")
                .vmConf(text)
                .stopped("vmd");
        try (NetworkStage stage = new NetworkStage(builder)) {
            RoutedNetwork chosen = stage.networks().choose(LAN);
            stage.make(LAN);

            assertThat(stage.cat("/etc/vm.conf")).startsWith(text);
            assertThat(stage.networks().choose(LAN)).isEqualTo(chosen);
            stage.remove(LAN);
            assertThat(stage.cat("/etc/vm.conf")).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("Scenario 7: a vmd(8) that runs already gets its network too")
    void a_vmd_that_runs_already_gets_its_network_too() {
        try (NetworkStage stage = new NetworkStage()) {
            assertThat(stage.make(LAN).changes())
                    .extracting(Change::summary)
                    .contains("tell vmd(8) of the switch", "start dhcpd(8)");
        }
    }

    @Test
    @DisplayName(
            "Scenario 11: a VM with a local interface has the address of vmd's scheme, and nothing is done to pf(4)")
    void a_vm_with_a_local_interface_needs_no_network() throws InterruptedException {
        try (NetworkStage stage = new NetworkStage(NetworkStage.builder().file("/var/web.raw", "x"))) {
            String before = stage.state();

            stage.sh("vmctl start -m 512M -L -d /var/web.raw web");
            stage.host.timeline().sleep(Duration.ofMinutes(2));

            assertThat(stage.host.network().guestAddress("web")).isEqualTo("100.64.1.3");
            assertThat(stage.sh("ifconfig tap0")).contains("vm1-if0-web", "inet 100.64.1.2 netmask 0xfffffffe");
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void local_interfaces_need_no_switch_and_vm_conf_stays() {
        LocalNetwork local = LocalNetwork.builder("local").isolated().build();
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();
            stage.make(local);

            assertThat(stage.sh("pfctl -a vmm4j/local -sr"))
                    .contains("pass out on egress inet from 100.64.0.0/10 to any flags S/SA nat-to (egress:0)");
            assertThat(stage.network(local).plan().isEmpty()).isTrue();
            stage.remove(local);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Scenario 15: a reboot and a start of vmd(8) bring the network back")
    void a_reboot_and_a_start_of_vmd_bring_the_network_back() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);
            String there = stage.state();

            stage.sh("rcctl restart vmd");
            assertThat(stage.state()).isEqualTo(there);
            assertThat(stage.network(LAN).verify())
                    .extracting(check -> check.finding().verdict())
                    .contains(Finding.Verdict.YES)
                    .doesNotContain(Finding.Verdict.NO);
            stage.host.reboot();

            assertThat(stage.files()).isEqualTo(there.substring(0, stage.files().length()));
            assertThat(stage.network(LAN).plan().isEmpty()).isTrue();
            assertThat(stage.network(LAN).verify())
                    .extracting(check -> check.finding().verdict())
                    .doesNotContain(Finding.Verdict.NO);
            assertThat(stage.sh("rcctl check vmd")).isEqualTo("vmd(ok)\n");
        }
    }

    @DisplayName("Scenario 15: a guest gets its fixed address and resolves names, and again after a reboot")
    @ParameterizedTest
    @EnumSource
    void a_guest_gets_its_fixed_address_and_resolves_names_and_again_after_a_reboot(SwitchBackend backend)
            throws InterruptedException {
        RoutedNetwork served = RoutedNetwork.builder("lan")
                .backend(backend)
                .subnet("10.20.0.0/24")
                .names(NameService.unbound())
                .guest("web", "fe:e1:bb:01:02:03", "10.20.0.10")
                .build();
        SimulatedHostBuilder builder = NetworkStage.builder()
                .file("/var/web.raw", "x")
                .file("/var/db.raw", "x")
                .vmConf("""
                        vm "web" {
                        \tdisk /var/web.raw
                        \tinterface {
                        \t\tswitch "lan"
                        \t\tlladdr fe:e1:bb:01:02:03
                        \t}
                        }
                        """);
        try (NetworkStage stage = new NetworkStage(builder)) {
            stage.make(served);
            stage.host.reboot();
            stage.host.timeline().sleep(Duration.ofMinutes(2));
            requireServed(stage);
            assertThat(stage.cat("/var/db/dhcpd.leases")).doesNotContain("lease ");

            stage.sh("vmctl start -m 512M -d /var/db.raw -n lan db; rcctl restart vmd");
            stage.host.timeline().sleep(Duration.ofMinutes(2));
            requireServed(stage);
        }
    }

    private static void requireServed(NetworkStage stage) {
        assertThat(stage.host.network().guestAddress("web")).isEqualTo("10.20.0.10");
        assertThat(stage.host.network().resolvesNames("web")).isTrue();
        assertThat(stage.host.network().fromGuest("web", Packet.Protocol.TCP, "1.1.1.1", 443))
                .isInstanceOfSatisfying(
                        PacketFate.Sent.class,
                        sent -> assertThat(sent.packet().source())
                                .isEqualTo(stage.host.network().egressAddress()));
        assertThat(stage.sh("arp -an")).contains("fe:e1:bb:01:02:03");
    }

    @Test
    void a_guest_nobody_knows_gets_an_address_of_the_range_and_verification_sees_the_lease()
            throws InterruptedException {
        RoutedNetwork isolated =
                RoutedNetwork.builder("lan").subnet("10.20.0.0/24").isolated().build();
        try (NetworkStage stage = new NetworkStage(NetworkStage.builder().file("/var/db.raw", "x"))) {
            stage.make(isolated);
            stage.sh("vmctl start -m 512M -d /var/db.raw -n lan db");
            stage.host.timeline().sleep(Duration.ofMinutes(2));

            String address = stage.host.network().guestAddress("db");
            assertThat(stage.cat("/var/db/dhcpd.leases")).contains("lease " + address + " {");
            assertThat(stage.host.network().resolvesNames("db")).isFalse();
            assertThat(stage.network(isolated).verify())
                    .filteredOn(check -> check.subject() == NetworkCheck.Subject.LEASES)
                    .singleElement()
                    .satisfies(check -> assertThat(check.finding().verdict()).isEqualTo(Finding.Verdict.YES));
        }
    }

    @Test
    @DisplayName("Scenario 13: a syntax error in pf.conf is named by its line, and nothing is done")
    void a_syntax_error_in_pf_conf_is_named_by_its_line_and_nothing_is_done() {
        SimulatedHostBuilder builder =
                NetworkStage.builder().file("/etc/pf.conf", "block return\npass\npas in on em0\n", "root", 0600);
        try (NetworkStage stage = new NetworkStage(builder)) {
            String before = stage.state();

            assertThatThrownBy(() -> stage.network(LAN).plan()).isInstanceOfSatisfying(PfException.class, e -> {
                assertThat(e.code()).isEqualTo(PfError.CONF_INVALID);
                assertThat(e).hasMessageContaining("/etc/pf.conf:3: syntax error");
            });
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("Scenario 14: a subnet that somebody uses is not chosen, and every file has the one that was")
    void addresses_that_somebody_uses_are_never_chosen_and_the_choice_is_kept() {
        try (NetworkStage free = new NetworkStage()) {
            Subnet first = free.networks().choose(LAN).requireSubnet();
            SimulatedHostBuilder builder = NetworkStage.builder()
                    .networkInterface("vether3", "inet " + first.address(7) + " 255.255.255.128", "up");
            try (NetworkStage stage = new NetworkStage(builder)) {
                Subnet second = stage.networks().choose(LAN).requireSubnet();
                assertThat(second).isNotEqualTo(first);
                assertThat(second.overlaps(first)).isFalse();

                stage.make(LAN);

                assertThat(stage.networks().choose(LAN).requireSubnet()).isEqualTo(second);
                String artefacts = stage.sh("cat /etc/dhcpd.conf /etc/hostname.vport0 /etc/pf.vmm4j.lan.conf");
                assertThat(artefacts).contains(second.address(1).toString(), second.toString());
                assertThat(artefacts).doesNotContain(first.address().toString());
            }
        }
    }

    @Test
    @DisplayName("Scenario 14: a local prefix that somebody uses is found, and another one proposed")
    void a_local_prefix_that_somebody_uses_is_found_and_another_one_proposed() {
        SimulatedHostBuilder builder =
                NetworkStage.builder().networkInterface("vether3", "inet 100.64.0.1 255.255.255.0", "up");
        try (NetworkStage stage = new NetworkStage(builder)) {
            assertThatThrownBy(() -> stage.network(LocalNetwork.of("local")).plan())
                    .isInstanceOfSatisfying(PfException.class, e -> {
                        assertThat(e.code()).isEqualTo(PfError.LOCAL_PREFIX_TAKEN);
                        assertThat(e.hint()).containsPattern("local prefix \"10\\.\\d+\\.0\\.0/16\"");
                    });
        }
    }

    @Test
    @DisplayName("Scenario 16: a bridged network on a missing bridge is refused before anything is written")
    void a_bridged_network_on_a_missing_bridge_is_refused_before_anything_is_written() {
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();

            assertThatThrownBy(() ->
                            stage.network(BridgedNetwork.of("lan", "veb5")).plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.BRIDGE_MISSING));
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void a_bridge_that_leads_nowhere_is_refused() {
        try (NetworkStage stage = new NetworkStage(NetworkStage.builder().networkInterface("veb5", "up"))) {
            assertThatThrownBy(() ->
                            stage.network(BridgedNetwork.of("lan", "veb5")).plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.BRIDGE_WITHOUT_UPLINK));
        }
    }

    @Test
    void a_bridged_network_is_a_switch_of_vm_conf_and_nothing_else() {
        BridgedNetwork lan = BridgedNetwork.of("lan", "bridge5");
        try (NetworkStage stage =
                new NetworkStage(NetworkStage.builder().networkInterface("bridge5", "add em0", "up"))) {
            String before = stage.state();
            stage.make(lan);

            assertThat(stage.cat("/etc/vm.conf")).contains("switch \"lan\" {\n\tinterface \"bridge5\"\n}\n");
            assertThat(stage.running()).isEqualTo(before.substring(before.indexOf("em0\n")));
            stage.remove(lan);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void a_plan_is_refused_when_the_host_has_moved() {
        try (NetworkStage stage = new NetworkStage()) {
            var network = stage.network(LAN);
            var plan = network.plan();
            stage.sh("echo '# mine' >>/etc/pf.conf");

            assertThatThrownBy(() -> network.apply(plan))
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.code()).isEqualTo(PlanError.STALE));
        }
    }
}
