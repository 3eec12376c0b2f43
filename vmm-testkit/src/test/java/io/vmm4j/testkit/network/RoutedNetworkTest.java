package io.vmm4j.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.Ipv4Address;
import io.vmm4j.host.Finding;
import io.vmm4j.pf.NameService;
import io.vmm4j.pf.NetworkCheck;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.pf.PfError;
import io.vmm4j.pf.PfException;
import io.vmm4j.pf.PortForward;
import io.vmm4j.pf.RoutedNetwork;
import io.vmm4j.pf.SwitchBackend;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.SimulatedHostBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Networks behind the host. */
class RoutedNetworkTest {

    private static final RoutedNetwork LAN = RoutedNetwork.builder("lan")
            .subnet("10.20.0.0/24")
            .guest("web1", "fe:e1:bb:01:02:03", "10.20.0.10")
            .build();
    private static final RoutedNetwork DMZ =
            RoutedNetwork.builder("dmz").subnet("10.30.0.0/24").build();

    @Test
    void a_network_is_made_looked_at_and_removed_without_a_trace() {
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();

            Plan plan = stage.make(LAN);

            assertThat(plan.toString()).contains("takes all of it back by itself");
            assertThat(stage.network(LAN).plan().isEmpty()).isTrue();
            assertThat(stage.network(LAN).verify())
                    .extracting(NetworkCheck::finding)
                    .extracting(Finding::verdict)
                    .doesNotContain(Finding.Verdict.NO);
            assertThat(stage.networks().list()).containsExactly(LAN);

            stage.remove(LAN);

            assertThat(stage.state()).isEqualTo(before);
            assertThat(stage.network(LAN).removal().isEmpty()).isTrue();
            assertThat(stage.networks().list()).isEmpty();
        }
    }

    @Test
    void the_interfaces_have_the_mask_that_was_asked_for_now_and_at_boot() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);

            assertThat(stage.sh("ifconfig vport0")).contains("inet 10.20.0.1 netmask 0xffffff00");
            assertThat(stage.sh("ifconfig veb0")).contains("vport0 flags=");
            assertThat(stage.cat("/etc/hostname.vport0")).isEqualTo("inet 10.20.0.1 255.255.255.0\nup\n");
            assertThat(stage.cat("/etc/hostname.veb0")).isEqualTo("add vport0\nup\n");
            assertThat(stage.sh("stat -f '%Lp %Su:%Sg' /etc/hostname.veb0")).isEqualTo("640 root:wheel\n");
        }
    }

    @Test
    void an_older_host_gets_a_bridge_whose_taps_are_told_apart_by_their_group() {
        RoutedNetwork old = LAN.toBuilder().backend(SwitchBackend.BRIDGE).build();
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();
            stage.make(old);

            assertThat(stage.sh("ifconfig bridge0")).contains("vether0 flags=");
            assertThat(stage.cat("/etc/vm.conf"))
                    .contains("interface \"bridge0\"")
                    .contains("group \"vmn");
            stage.remove(old);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void a_guest_with_a_fixed_address_is_a_host_of_dhcpd() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);

            assertThat(stage.cat("/etc/dhcpd.conf"))
                    .contains(
                            "host lan-web1 {\n\t\thardware ethernet fe:e1:bb:01:02:03;\n\t\tfixed-address 10.20.0.10;");
        }
    }

    @Test
    void a_change_plans_only_what_differs() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);
            RoutedNetwork changed = LAN.toBuilder()
                    .forward(PortForward.tcp(2222, Ipv4Address.of("10.20.0.10"), 22))
                    .build();

            Plan plan = stage.make(changed);

            assertThat(plan.changes())
                    .extracting(Change::summary)
                    .containsExactly(
                            "write the rules of the network",
                            "load the rules of the anchor vmm4j/lan",
                            "remember the network");
            assertThat(stage.sh("pfctl -a vmm4j/lan -sr")).contains("port = 2222 flags S/SA rdr-to 10.20.0.10 port 22");
            assertThat(stage.network(changed).plan().isEmpty()).isTrue();

            stage.make(LAN);
            assertThat(stage.sh("pfctl -a vmm4j/lan -sr")).doesNotContain("2222");
        }
    }

    @Test
    void what_cannot_change_is_refused() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);

            assertThatThrownBy(() -> stage.network(RoutedNetwork.builder("lan")
                                    .subnet("10.21.0.0/24")
                                    .build())
                            .plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.CANNOT_CHANGE));
        }
    }

    @Test
    void two_networks_live_side_by_side_and_leave_in_any_order() {
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();
            stage.make(LAN);
            String one = stage.state();
            stage.make(DMZ);

            assertThat(stage.cat("/etc/rc.conf.local")).contains("dhcpd_flags=vport1 vport0");
            assertThat(stage.sh("pfctl -s Anchors")).contains("vmm4j/lan", "vmm4j/dmz");

            stage.remove(DMZ);
            assertThat(stage.state()).isEqualTo(one);

            stage.make(DMZ);
            stage.remove(LAN);
            assertThat(stage.sh("sysctl -n net.inet.ip.forwarding")).isEqualTo("1\n");
            assertThat(stage.network(DMZ).verify())
                    .extracting(check -> check.finding().verdict())
                    .doesNotContain(Finding.Verdict.NO);
            stage.remove(DMZ);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void isolated_guests_are_filtered_on_their_taps_and_isolation_can_end() {
        RoutedNetwork isolated = LAN.toBuilder().isolated().build();
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);
            String before = stage.state();

            Plan plan = stage.make(isolated);

            assertThat(plan.notes()).anySatisfy(note -> assertThat(note).contains("vmctl reset switches"));
            assertThat(stage.cat("/etc/hostname.veb0")).contains("link1\n");
            assertThat(stage.cat("/etc/vm.conf")).containsPattern("group \"[a-z]{13}\"");
            assertThat(stage.network(isolated).plan().isEmpty()).isTrue();

            stage.make(LAN);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void names_are_redirected_or_answered_by_unbound() {
        RoutedNetwork redirected = LAN.toBuilder()
                .names(NameService.redirectedTo(Ipv4Address.of("9.9.9.9")))
                .build();
        RoutedNetwork unbound = LAN.toBuilder().names(NameService.unbound()).build();
        try (NetworkStage stage = new NetworkStage()) {
            String before = stage.state();
            stage.make(redirected);
            assertThat(stage.sh("pfctl -a vmm4j/lan -sr")).contains("rdr-to 9.9.9.9 port 53");
            assertThat(stage.cat("/etc/dhcpd.conf")).contains("option domain-name-servers 9.9.9.9;");

            stage.make(unbound);
            assertThat(stage.sh("pfctl -a vmm4j/lan -sr")).doesNotContain("rdr-to");
            assertThat(stage.cat("/var/unbound/etc/unbound.conf"))
                    .contains("\tinterface: 10.20.0.1\n\taccess-control: 10.20.0.0/24 allow\n");
            assertThat(stage.sh("rcctl check unbound")).isEqualTo("unbound(ok)\n");

            stage.remove(unbound);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_dhcpd_that_serves_others_goes_on_to(Flags flags) {
        SimulatedHostBuilder builder = NetworkStage.builder()
                .enabled("dhcpd", flags.value)
                .file("/var/db/dhcpd.leases", "")
                .file("/etc/dhcpd.conf", "# ours\nsubnet 10.0.2.0 netmask 255.255.255.0 {\n}");
        try (NetworkStage stage = new NetworkStage(builder)) {
            String before = stage.state();
            Plan plan = stage.make(LAN);

            assertThat(stage.sh("rcctl get dhcpd flags").strip()).isEqualTo(flags.after);
            assertThat(plan.notes()).anySatisfy(note -> assertThat(note).startsWith("dhcpd(8) is restarted"));
            stage.remove(LAN);
            assertThat(stage.state()).isEqualTo(before);
            assertThat(stage.sh("rcctl check dhcpd")).isEqualTo("dhcpd(ok)\n");
        }
    }

    /** What dhcpd(8) is started with. */
    enum Flags {
        /** Every interface that has a subnet. */
        NONE("", ""),
        /** One interface. */
        ONE("em0", "em0 vport0");

        private final String value;
        private final String after;

        Flags(String value, String after) {
            this.value = value;
            this.after = after;
        }
    }

    @Test
    void what_was_routed_before_is_routed_afterwards() {
        SimulatedHostBuilder builder =
                NetworkStage.builder().file("/etc/sysctl.conf", "net.inet.ip.forwarding = 1 # us");
        try (NetworkStage stage = new NetworkStage(builder)) {
            stage.sh("sysctl net.inet.ip.forwarding=1");
            String before = stage.state();
            Plan plan = stage.make(LAN);

            assertThat(plan.changes())
                    .filteredOn(FileChange.class::isInstance)
                    .extracting(change -> ((FileChange) change).path().value())
                    .doesNotContain("/etc/sysctl.conf");
            stage.remove(LAN);
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void a_switch_of_somebody_else_is_left_alone() {
        SimulatedHostBuilder builder =
                NetworkStage.builder().networkInterface("veb3", "up").vmConf("switch \"lan\" {\n\tinterface veb3\n}\n");
        try (NetworkStage stage = new NetworkStage(builder)) {
            assertThatThrownBy(() -> stage.network(LAN).plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.SWITCH_TAKEN));
            RoutedNetwork other = LAN.toBuilder().switchName("inner").build();
            stage.make(other);
            assertThat(stage.cat("/etc/vm.conf")).contains("switch \"lan\"", "switch \"inner\"");
        }
    }

    @Test
    void switches_of_included_files_count_also_when_their_names_have_blanks() {
        SimulatedHostBuilder builder = NetworkStage.builder()
                .networkInterface("veb3", "up")
                .file("/etc/my switches.conf", "include \"/etc/more.conf\"\n")
                .file("/etc/more.conf", "switch \"lan\" {\n\tinterface veb3\n}\n")
                .vmConf("include \"/etc/my switches.conf\"\n");
        try (NetworkStage stage = new NetworkStage(builder)) {
            assertThatThrownBy(() -> stage.network(LAN).plan())
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.SWITCH_TAKEN));
        }
    }

    @Test
    void vmd_is_told_of_the_switch_and_stays_alive() {
        try (NetworkStage stage = new NetworkStage()) {
            stage.make(LAN);

            assertThat(stage.sh("rcctl check vmd")).isEqualTo("vmd(ok)\n");
            assertThat(stage.sh(
                            "vmctl create -s 1G /var/a.raw 2>&1; vmctl start -m 512M -d /var/a.raw -n lan web1 2>&1"))
                    .contains("started vm");
            assertThat(stage.sh("sleep 5; ifconfig veb0")).contains("tap0 flags=");
            assertThat(stage.network(LAN).removal().notes())
                    .anySatisfy(note -> assertThat(note).contains("web1").contains("lose their network"));
        }
    }

    @Test
    void rules_that_decide_before_and_rules_loaded_by_hand_are_told_of() {
        SimulatedHostBuilder builder =
                NetworkStage.builder().file("/etc/pf.conf", "block return\npass in quick on em0\npass\n", "root", 0600);
        try (NetworkStage stage = new NetworkStage(builder)) {
            stage.sh("echo pass | pfctl -f -");

            assertThat(stage.network(LAN).plan().notes())
                    .anySatisfy(note -> assertThat(note).contains("quick").contains("line 2"))
                    .anySatisfy(note -> assertThat(note).contains("somebody loaded others by hand"));
        }
    }

    /** A pf.conf(5) that somebody has edited and not loaded may keep out whoever logs in. */
    @Test
    void rules_loaded_by_hand_are_back_when_a_plan_is_taken_back() {
        SimulatedHostBuilder builder = NetworkStage.builder()
                .file("/etc/pf.conf", "set skip on lo\nblock return quick proto tcp to port 22\n", "root", 0600);
        try (NetworkStage stage = new NetworkStage(builder.disabled("pf"))) {
            stage.sh("echo 'pass all' | pfctl -f -; pfctl -e");
            String before = stage.state();

            assertThatThrownBy(() -> stage.make(LAN))
                    .isInstanceOfSatisfying(
                            PlanException.class, e -> assertThat(e.code()).isEqualTo(PlanError.NOT_CONFIRMED));

            assertThat(stage.host.network().admitsSsh()).isTrue();
            assertThat(stage.state()).isEqualTo(before);
        }
    }

    @Test
    void a_network_nobody_made_is_unknown() {
        try (NetworkStage stage = new NetworkStage()) {
            assertThatThrownBy(() -> stage.networks().network(NetworkName.of("lan")))
                    .isInstanceOfSatisfying(
                            PfException.class, e -> assertThat(e.code()).isEqualTo(PfError.UNKNOWN_NETWORK));
            assertThat(stage.network(LAN).verify())
                    .singleElement()
                    .satisfies(check -> assertThat(check.finding().verdict()).isEqualTo(Finding.Verdict.NO));
        }
    }
}
