package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vmm4j.GuestAddress;
import io.vmm4j.GuestAddress.Source;
import io.vmm4j.Vm;
import io.vmm4j.exec.TransportException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a guest is, by the kind of network it is on; always in one round trip. */
class GuestAddressTest {

    private static final String LLADDR = "fe:e1:bb:00:00:01";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** Two VMs on a switch, of which one has an lladdr of its own, and the host's dhcpd(8). */
    private static SimulatedHostBuilder lan(String... hosts) {
        return Stage.builder()
                .file("/vm/web.raw", "disk")
                .file("/vm/db.raw", "disk")
                .networkInterface("vport0", "inet 10.10.0.1/24", "up")
                .networkInterface("veb0", "add vport0", "up")
                .enabled("dhcpd", "vport0")
                .file("/var/db/dhcpd.leases", "")
                .file(
                        "/etc/dhcpd.conf",
                        "subnet 10.10.0.0 netmask 255.255.255.0 {\n range 10.10.0.100 10.10.0.199;\n"
                                + String.join("\n", hosts) + "}\n")
                .vmConf("switch \"lan\" {\n interface veb0\n}\n" + vm("web", "lladdr " + LLADDR + "\n") + vm("db", ""));
    }

    private static String vm(String name, String option) {
        return "vm \"" + name + "\" {\n disable\n memory 512M\n boot \"" + Stage.KERNEL + "\"\n disk \"/vm/" + name
                + ".raw\"\n interface {\n switch \"lan\"\n"
                + option + "}\n}\n";
    }

    private static Vm started(Stage stage, String name) {
        Vm vm = stage.vmm().vm(name);
        vm.start();
        stage.host().timeline().advance(Duration.ofMinutes(1));
        stage.host().forgetCommands();
        return vm;
    }

    @Test
    void a_guest_of_the_hosts_dhcpd_has_its_newest_lease() {
        try (Stage stage = Stage.on(lan())) {
            Vm vm = started(stage, "web");

            assertThat(vm.address()).contains(new GuestAddress("10.10.0.100", Source.DHCP_LEASE, "tap0"));
            assertThat(stage.host().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void a_guest_whose_lladdr_nobody_wrote_down_is_known_by_what_its_switch_has_seen() {
        try (Stage stage = Stage.on(lan())) {
            assertThat(started(stage, "db").address())
                    .contains(new GuestAddress("10.10.0.100", Source.DHCP_LEASE, "tap0"));
        }
    }

    @Test
    void a_host_block_gives_an_address_that_is_in_no_lease() {
        String host = "host web { hardware ethernet " + LLADDR + "; fixed-address 10.10.0.10; }\n";
        try (Stage stage = Stage.on(lan(host))) {
            Vm vm = started(stage, "web");

            assertThat(stage.host().files().read("/var/db/dhcpd.leases")).doesNotContain("10.10.0.10 ");
            assertThat(vm.address()).contains(new GuestAddress("10.10.0.10", Source.DHCP_HOST, "tap0"));
        }
    }

    @Test
    void a_lease_that_has_ended_does_not_count() {
        try (Stage stage = Stage.on(lan())) {
            Vm vm = started(stage, "web");
            String leases = stage.host().files().read("/var/db/dhcpd.leases");
            stage.host()
                    .files()
                    .write("/var/db/dhcpd.leases", leases.replaceAll("ends [^;]*;", "ends 1 2020/01/01 00:00:00;"));

            assertThat(vm.address()).isNotEqualTo(new GuestAddress("10.10.0.100", Source.DHCP_LEASE, "tap0"));
        }
    }

    @Test
    void an_address_that_vmd_would_not_have_given_is_not_taken_for_the_hosts_end() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            stage.sh("ifconfig tap0 inet 100.64.1.2 delete && ifconfig tap0 inet 192.168.7.9/24");

            assertThat(vm.address()).isEmpty();
            assertThat(Failures.of(() -> vm.awaitAddress(Duration.ofSeconds(1))))
                    .hasMessageContaining("tap0 has the address 192.168.7.9, which vmd(8) does not give to VM 1");
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_look_that_fails_is_told_and_the_next_one_works(Fault fault) {
        try (Stage stage = Stage.on(Stage.builder())) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            stage.running("web");
            Vm vm = stage.through(faulty).vmm().vm("web");
            faulty.spoil(1, fault);

            assertThat(catchThrowable(vm::address)).isInstanceOf(TransportException.class);
            assertThat(vm.address()).isPresent();
        }
    }

    static Stream<String> needless() {
        return Stream.of("/usr/sbin/arp", "/bin/date", "/var/db/dhcpd.leases", "/etc/dhcpd.conf", "/etc/vm.conf");
    }

    @ParameterizedTest
    @MethodSource("needless")
    void what_is_missing_on_the_host_keeps_no_other_source_from_telling(String path) {
        try (Stage stage = Stage.on(lan())) {
            Vm web = started(stage, "web");
            Vm local = stage.running("here");
            stage.sh("ping -c 1 10.10.0.100; rm -f " + path);

            assertThat(local.address()).isPresent();
            assertThat(web.address()).map(GuestAddress::address).contains("10.10.0.100");
        }
    }

    @Test
    void a_guest_that_has_no_address_ever_is_told_of_with_what_was_seen() {
        try (Stage stage = Stage.on(lan())) {
            stage.host().guest("web", GuestScript.openBsd().withoutAddress());
            Vm vm = started(stage, "web");

            assertThat(Failures.of(() -> vm.awaitAddress(TIMEOUT)))
                    .hasMessageContaining("the host has neither a lease nor an ARP entry for " + LLADDR);
        }
    }
}
