package io.vmm4j.testkit.internal.net;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

/** arp(8), ping(8), and the guests behind them. */
class NeighboursTest {

    private final Stage host = new Stage().with(spec -> spec.guest("web", GuestScript.openBsd()));

    private Stage running() {
        return host.conf(off("web", 1, "local interface { lladdr fe:e1:bb:d1:00:01 }"))
                .run("vmctl start web");
    }

    @Test
    void a_guest_answers_when_it_has_booted_and_is_a_neighbour_only_after_somebody_talked_to_it() {
        running().fail("ping -c 1 -w 1 100.64.1.3").pass(60);
        assertThat(host.output("arp -an")).doesNotContain("100.64.1.3");

        host.run("ping -c 1 100.64.1.3");
        assertThat(host.output("arp -an"))
                .contains("100.64.1.3                           fe:e1:bb:d1:00:01    tap0 20m0s     \n");
    }

    @Test
    void an_entry_goes_with_its_interface() {
        running().pass(60).run("ping -c 1 100.64.1.3").run("vmctl stop -fw web");

        assertThat(host.output("arp -an")).doesNotContain("100.64.1");
    }

    @Test
    void an_entry_expires_after_twenty_minutes() {
        running().pass(60).run("ping -c 1 100.64.1.3").pass(1201);

        assertThat(host.output("arp -an")).contains("tap0 expired   ");
    }

    @Test
    void an_entry_can_be_set_and_deleted_by_root() {
        assertThat(host.perform("root", "arp -s 10.0.2.77 00:11:22:33:44:55").status())
                .isZero();
        assertThat(host.output("arp -n 10.0.2.77")).contains("00:11:22:33:44:55     em0 static");
        assertThat(host.output("arp -d 10.0.2.77")).isEqualTo("10.0.2.77 (10.0.2.77) deleted\n");
        assertThat(host.perform("root", "arp -d 10.0.2.77").status()).isEqualTo(1);
        assertThat(host.perform("alice", "arp -s 10.0.2.77 00:11:22:33:44:55").status())
                .isEqualTo(1);
    }

    @Test
    void own_addresses_answer() {
        assertThat(host.perform("root", "ping -c 1 127.0.0.1").status()).isZero();
        assertThat(host.perform("root", "ping -q -c 3 10.0.2.15").stdout())
                .contains("3 packets received, 0.0% packet loss");
    }

    @Test
    void names_are_not_resolved() {
        assertThat(host.perform("root", "ping -c 1 web"))
                .isEqualTo(new Console.Result(1, "", "ping: no address associated with name\n"));
    }

    @Test
    void makedev_makes_the_nodes_of_taps() {
        assertThat(host.perform("root", "cd /dev && sh MAKEDEV tap4 tap4 tap255 foo9 tap1000"))
                .isEqualTo(new Console.Result(0, "foo9: unknown device\ntap1000: unknown device\n", ""));
        assertThat(host.output("stat -f '%Lp %Su' /dev/tap4 /dev/tap255")).isEqualTo("600 root\n600 root\n");
        assertThat(host.perform("root", "test -c /dev/tap255").status()).isZero();
    }

    @Test
    void a_guest_on_a_switch_is_reached_from_the_hosts_interface_beside_it() {
        host.with(spec -> spec.guest("web", GuestScript.openBsd().withAddress("10.10.0.10"))
                        .networkInterface("vport0", "inet 10.10.0.1/24", "up")
                        .networkInterface("veb0", "add vport0", "up"))
                .conf(
                        "switch \"lan\" {",
                        "interface veb0",
                        "}",
                        off("web", 1, "interface { switch \"lan\" lladdr fe:e1:bb:d1:00:01 }"))
                .run("vmctl start web")
                .pass(60)
                .run("ping -c 1 10.10.0.10");

        assertThat(host.output("arp -an"))
                .contains("10.10.0.10                           fe:e1:bb:d1:00:01  vport0 20m0s ");
        assertThat(host.output("ifconfig veb0"))
                .contains("\t\tfe:e1:bb:d1:00:01 tap0 0 flags", " vport0 0 flags=0<>\n");
        host.run("vmctl stop -fw web").fail("ping -c 1 -w 1 10.10.0.10");
    }

    @Test
    void a_guest_whose_switch_the_host_has_no_part_in_is_out_of_reach() {
        host.with(spec -> spec.guest("web", GuestScript.openBsd().withAddress("10.10.0.10"))
                        .networkInterface("veb0", "up"))
                .conf("switch \"lan\" {", "interface veb0", "}", off("web", 1, "interface { switch \"lan\" }"))
                .run("vmctl start web")
                .pass(60)
                .fail("ping -c 1 -w 1 10.10.0.10");
    }

    @Test
    void a_guest_with_sshd_can_be_connected_to_while_it_answers() {
        host.with(spec -> spec.guest("web", GuestScript.openBsd().withRootPassword("secret")));
        running().fail("nc -z -w 1 100.64.1.3 22").pass(60).run("nc -z -w 1 100.64.1.3 22");
        assertThat(host.output("arp -an")).contains("100.64.1.3 ");

        host.run("vmctl pause web").fail("nc -z -w 1 100.64.1.3 22");
        host.run("vmctl unpause web").run("nc -z -w 1 100.64.1.3 22");
        host.run("vmctl stop -w web").fail("nc -z -w 1 100.64.1.3 22");
        host.run("vmctl start web").pass(60).run("nc -z -w 1 100.64.1.3 22");
    }

    @Test
    void a_guest_without_sshd_refuses_connections() {
        running().pass(60);

        assertThat(host.complaint("nc -zv -w 1 100.64.1.3 22")).contains("Connection refused");
    }
}
