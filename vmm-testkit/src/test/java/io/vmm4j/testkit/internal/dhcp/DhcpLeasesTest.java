package io.vmm4j.testkit.internal.dhcp;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

/** Guests that ask dhcpd(8) for an address. */
class DhcpLeasesTest {

    private static final String LLADDR = "fe:e1:bb:01:02:03";
    private static final String OTHER = "fe:e1:bb:01:02:04";

    private final Stage host = new Stage()
            .with(spec -> spec.otherGuests(GuestScript.openBsd())
                    .networkInterface("vport0", "inet 10.10.0.1 255.255.255.0", "up")
                    .networkInterface("veb0", "add vport0", "up"));

    private Stage network(String... more) {
        return host.file(
                        "/etc/dhcpd.conf",
                        "subnet 10.10.0.0 netmask 255.255.255.0 {",
                        "\toption routers 10.10.0.1;",
                        "\trange 10.10.0.100 10.10.0.101;",
                        String.join("\n", more),
                        "}")
                .run("touch /var/db/dhcpd.leases && rcctl enable dhcpd && rcctl set dhcpd flags vport0")
                .conf(
                        "switch \"lan\" {",
                        "interface veb0",
                        "}",
                        off("web", 1, "interface { switch \"lan\" lladdr " + LLADDR + " }"),
                        off("db", 2, "interface { switch \"lan\" lladdr " + OTHER + " }"));
    }

    private Stage started(String... more) {
        return network(more).run("rcctl start dhcpd");
    }

    @Test
    void a_guest_gets_an_address_of_the_range_and_the_lease_is_written_in_universal_time() {
        started().run("vmctl start web").pass(60).run("ping -c 1 10.10.0.100");

        assertThat(host.text("/var/db/dhcpd.leases"))
                .matches("(?s)# All times in this file are in UTC .*\n\nlease 10\\.10\\.0\\.100 \\{\n"
                        + "\tstarts 1 2026/11/23 13:\\d\\d:\\d\\d UTC;\n\tends 2 2026/11/24 01:\\d\\d:\\d\\d UTC;\n"
                        + "\thardware ethernet " + LLADDR + ";\n\tuid 01:" + LLADDR
                        + ";\n\tclient-hostname \"web\";\n}\n");
        assertThat(host.output("arp -an")).contains("10.10.0.100                          " + LLADDR + "  vport0");
    }

    @Test
    void a_fixed_address_is_nobodys_lease() {
        started("host web1 { hardware ethernet " + LLADDR + "; fixed-address 10.10.0.10; }")
                .run("vmctl start web")
                .pass(60)
                .run("ping -c 1 10.10.0.10");

        assertThat(host.text("/var/db/dhcpd.leases")).doesNotContain("lease 1");
    }

    @Test
    void a_guest_that_comes_again_gets_what_it_had_and_another_one_something_else() {
        started().run("vmctl start web").run("vmctl start db").pass(60);
        host.run("ping -c 1 10.10.0.101").run("vmctl stop -fw db").run("rcctl restart dhcpd");

        host.run("vmctl start db").pass(60).run("ping -c 1 10.10.0.101");
        assertThat(host.output("grep -c '^lease 10.10.0.101' /var/db/dhcpd.leases"))
                .isEqualTo("2\n");
    }

    @Test
    void nobody_answers_while_dhcpd_is_down_and_the_guest_asks_again_when_it_is_up() {
        network().run("vmctl start web").pass(60).fail("ping -c 1 -w 1 10.10.0.100");

        host.run("rcctl start dhcpd").pass(60).run("ping -c 1 10.10.0.100");
    }

    @Test
    void a_dhcpd_on_another_interface_serves_nobody_here() {
        network().run("rcctl set dhcpd flags em0");
        host.file("/etc/dhcpd.conf", "subnet 10.0.2.0 netmask 255.255.255.0 { range 10.0.2.100 10.0.2.110; }")
                .run("rcctl start dhcpd && vmctl start web")
                .pass(60);

        assertThat(host.text("/var/db/dhcpd.leases")).doesNotContain("lease 1");
    }

    @Test
    void an_interface_that_was_made_anew_is_served_only_after_a_restart() {
        started().run("ifconfig vport0 destroy && sh /etc/netstart vport0 && ifconfig veb0 add vport0");
        host.run("vmctl start web").pass(60).fail("ping -c 1 -w 1 10.10.0.100");

        host.run("rcctl restart dhcpd").pass(60).run("ping -c 1 10.10.0.100");
    }

    @Test
    void who_comes_last_goes_without_when_the_range_is_used_up() {
        network()
                .file("/etc/dhcpd.conf", "subnet 10.10.0.0 netmask 255.255.255.0 { range 10.10.0.100; }")
                .run("rcctl start dhcpd");
        host.run("vmctl start web").pass(60).run("vmctl start db").pass(60);

        assertThat(host.output("grep -c ^lease /var/db/dhcpd.leases")).isEqualTo("1\n");
    }

    @Test
    void unknown_clients_can_be_left_out() {
        started("deny unknown-clients;").run("vmctl start web").pass(60);

        assertThat(host.text("/var/db/dhcpd.leases")).doesNotContain("lease 1");
    }

    @Test
    void it_does_not_start_without_a_file_of_leases_or_an_interface_to_serve() {
        network().run("rm /var/db/dhcpd.leases");
        assertThat(host.perform("root", "rcctl start dhcpd")).isEqualTo(new Console.Result(1, "dhcpd(failed)\n", ""));

        host.run("touch /var/db/dhcpd.leases").run("rcctl set dhcpd flags em0");
        assertThat(host.perform("root", "rcctl start dhcpd")).isEqualTo(new Console.Result(1, "dhcpd(failed)\n", ""));
        assertThat(host.perform("root", "rcctl -d start dhcpd").stderr()).isEqualTo("""
                        Can't listen on em0 - dhcpd.conf has no subnet declaration for 10.0.2.15.
                        fatal in dhcpd: No interfaces to listen on.
                        """);
    }
}
