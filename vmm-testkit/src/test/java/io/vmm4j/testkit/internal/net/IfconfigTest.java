package io.vmm4j.testkit.internal.net;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IfconfigTest {

    private final Stage host = new Stage();

    private Console.Result ifconfig(String words) {
        return host.perform("root", "ifconfig " + words);
    }

    private static Console.Result fails(String complaint) {
        return new Console.Result(1, "", "ifconfig: " + complaint + "\n");
    }

    @Test
    void every_subcommand_but_destroy_and_the_display_creates_what_is_missing() {
        assertThat(ifconfig("tap7 description x")).isEqualTo(new Console.Result(0, "", ""));
        assertThat(ifconfig("tap7").stdout()).contains("description: x");
        assertThat(ifconfig("tap8").stderr()).isEqualTo("tap8: no such interface\n");
        assertThat(ifconfig("tap8 destroy")).isEqualTo(fails("tap8: SIOCIFDESTROY: Device not configured"));
    }

    @Test
    void a_missing_device_node_does_not_matter_to_it() {
        assertThat(ifconfig("tap200 create")).isEqualTo(new Console.Result(0, "", ""));
    }

    @Test
    void settings_that_fail_exit_with_zero() {
        host.run("ifconfig vether0 create");
        String tooLong = "x".repeat(64);

        assertThat(ifconfig("vether0 description " + tooLong))
                .isEqualTo(new Console.Result(0, "", "ifconfig: SIOCSIFDESCR: File name too long\n"));
        assertThat(ifconfig("vether0 description " + tooLong.substring(1)).stderr())
                .isEmpty();
        assertThat(ifconfig("vether0 mtu 10"))
                .isEqualTo(new Console.Result(0, "", "ifconfig: SIOCSIFMTU: Invalid argument\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "veb0 create, veb0: SIOCIFCREATE: File exists",
        "foo0 create, foo0: SIOCIFCREATE: Invalid argument",
        "veb0 add tap9, veb0: tap9: Invalid argument",
        "veb0 del vport1, veb0: vport1: Invalid argument",
        "veb1 add vport0, veb1: vport0: Device busy",
        "veb0 add vport0, veb0: vport0: Device busy",
        "vether0 inet 10.0.0.999, 10.0.0.999: bad value",
        "vether0 group net1, setifgroup: group names may not end in a digit",
        "vether0 frobnicate, frobnicate: bad value",
        "vether0 mtu, 'mtu' requires argument",
    })
    void failures_that_exit_with_one(String words, String complaint) {
        host.run("ifconfig veb0 create; ifconfig veb1 create; ifconfig vport0 create; ifconfig vport1 create")
                .run("ifconfig vether0 create; ifconfig veb0 add vport0");

        assertThat(ifconfig(words)).isEqualTo(fails(complaint));
    }

    @Test
    void a_member_of_a_veb_carries_no_address_but_a_vport_does() {
        host.run(
                "ifconfig veb0 create; ifconfig tap0 create; ifconfig vport0 create; ifconfig veb0 add tap0 add vport0");

        assertThat(ifconfig("tap0 inet 10.0.0.1/24")).isEqualTo(fails("SIOCAIFADDR: Device busy"));
        assertThat(ifconfig("vport0 inet 10.0.0.1/24").status()).isZero();
    }

    @Test
    void a_group_given_twice_is_given_once() {
        host.run("ifconfig tap0 create && ifconfig tap0 group lan && ifconfig tap0 group lan");

        assertThat(ifconfig("tap0").stdout()).contains("groups: tap lan\n");
        assertThat(ifconfig("lan").stdout()).startsWith("tap0: ");
        assertThat(host.run("ifconfig tap0 -group lan")
                        .perform("root", "ifconfig lan")
                        .status())
                .isEqualTo(1);
    }

    @Test
    void a_mask_needs_its_word_or_a_prefix() {
        host.run("ifconfig vether0 create");

        assertThat(host.output("ifconfig vether0 inet 10.1.2.3 netmask 255.255.255.0; ifconfig vether0 | grep inet"))
                .isEqualTo("\tinet 10.1.2.3 netmask 0xffffff00 broadcast 10.1.2.255\n");
        assertThat(host.output("ifconfig vether0 inet 10.1.2.4/16; ifconfig vether0 | grep inet"))
                .isEqualTo("\tinet 10.1.2.4 netmask 0xffff0000 broadcast 10.1.255.255\n");
        assertThat(host.output("ifconfig vether0 alias 10.9.0.1/24; ifconfig vether0 | grep -c inet"))
                .isEqualTo("2\n");
        assertThat(host.output("ifconfig vether0 inet 10.1.2.4 delete; ifconfig vether0 | grep -c inet"))
                .isEqualTo("1\n");
    }

    @Test
    void a_plain_list_leaves_out_the_address_caches() {
        host.run("ifconfig veb0 create && ifconfig vport0 create && ifconfig veb0 add vport0 up")
                .heard("vport0", "fe:e1:ba:d1:71:1f");

        assertThat(ifconfig("").stdout())
                .contains("veb0: ")
                .doesNotContain("Addresses")
                .contains("em0: ", "lo0: ");
        assertThat(ifconfig("veb0").stdout()).contains("\t\tfe:e1:ba:d1:71:1f vport0 0 flags=0<>\n");
        assertThat(host.run("ifconfig veb0 flush").output("ifconfig veb0")).doesNotContain("fe:e1:ba");
    }

    @Test
    void a_veb_prints_no_mtu_and_a_bridge_does() {
        host.run("ifconfig veb0 create; ifconfig bridge0 create");

        assertThat(ifconfig("veb0").stdout().lines().findFirst().orElse("")).doesNotContain("mtu");
        assertThat(ifconfig("bridge0").stdout().lines().findFirst().orElse("")).endsWith(" mtu 1500");
    }

    @Test
    void destroying_a_switch_frees_its_members() {
        host.run("ifconfig veb0 create; ifconfig tap0 create; ifconfig veb0 add tap0; ifconfig veb0 destroy");

        assertThat(ifconfig("veb1 add tap0").status()).isZero();
    }

    @Test
    void who_is_not_root_may_look() {
        assertThat(host.perform("alice", "ifconfig em0").status()).isZero();
        assertThat(host.perform("alice", "ifconfig veb0 create"))
                .isEqualTo(fails("veb0: SIOCIFCREATE: Operation not permitted"));
        assertThat(host.perform("alice", "ifconfig em0 down").stderr()).contains("Operation not permitted");
    }

    @Test
    void the_taps_of_a_vm_are_up_in_their_groups_and_gone_with_it() {
        host.run("ifconfig veb0 create")
                .conf(
                        "switch \"lan\" {",
                        "interface veb0",
                        "group \"lans\"",
                        "}",
                        off("web", 1, "interface { switch \"lan\" group \"webs\" }", "local interface"))
                .run("vmctl start web")
                .pass(1);

        assertThat(ifconfig("webs").stdout()).contains("description: vm1-if0-web\n", "groups: tap webs lans\n");
        assertThat(ifconfig("veb0").stdout())
                .contains("description: switch1-lan\n", "\ttap0 flags=3<LEARNING,DISCOVER>");
        host.run("vmctl stop -fw web");
        assertThat(ifconfig("tap").stderr()).isEqualTo("tap: no such interface\n");
        assertThat(ifconfig("veb0").stdout()).doesNotContain("tap0");
    }

    @Test
    void a_guest_on_a_switch_is_heard_by_it_once_it_has_booted() {
        host.run("ifconfig veb0 create && ifconfig veb0 up")
                .with(spec -> spec.otherGuests(GuestScript.openBsd()))
                .conf(
                        "switch \"lan\" {",
                        "interface veb0",
                        "}",
                        off("web", 1, "interface { switch \"lan\" lladdr fe:e1:bb:01:02:03 }"))
                .guest("web", GuestScript.openBsd())
                .run("vmctl start web")
                .pass(60);

        assertThat(ifconfig("veb0").stdout()).contains("\t\tfe:e1:bb:01:02:03 tap0 ");
    }

    @Test
    void cloners_are_listed() {
        assertThat(ifconfig("-C").stdout()).contains("bridge", "tap", "veb", "vether", "vport");
    }
}
