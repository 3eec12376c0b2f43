package io.vmm4j.testkit.internal.vmd.vmctl;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.Firmware;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VmctlStartTest {

    private static final String AD_HOC = "vmctl start -b /root/guest.elf -m 32M ";

    private final Stage host = new Stage();

    @ParameterizedTest
    @CsvSource({
        "-i 0 x, 'vmctl: count is too small: 0\nvmctl: invalid interface count: 0\n'",
        "-B foo -d /nope x, 'vmctl: unknown boot device foo\n'",
        "-d /nope .x, 'vmctl: invalid disk path: No such file or directory\n'",
        "-r /nope .x, 'vmctl: invalid iso image path: No such file or directory\n'",
        "-b /nope .x, 'vmctl: invalid boot image path: No such file or directory\n'",
        "-r /root/guest.elf -r /root/guest.elf x, 'vmctl: iso image specified multiple times\n'",
        "-B disk -B disk x, 'vmctl: boot device specified multiple times\n'",
        "-i 1 -i 1 x, 'vmctl: interfaces specified multiple times\n'",
        "-L -L -L -L -L -b /root/guest.elf x, 'vmctl: too many network interfaces\n'",
    })
    void options_are_checked_in_order_and_before_the_name(String words, String complaint) {
        assertThat(host.complaint("vmctl start " + words)).isEqualTo(complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967296", "1a", "A.b-c_d", "x"})
    void names_that_can_be_started(String name) {
        assertThat(host.complaint(AD_HOC + name)).isEqualTo("vmctl: started vm 1 successfully, tty /dev/ttyp0\n");
    }

    @ParameterizedTest
    @CsvSource({
        "-x, unknown option -- x",
        ".x, invalid VM name",
        "_x, invalid VM name",
        "a b, invalid VM name",
        "a/b, invalid VM name",
        "é, invalid VM name",
        "'', start vm command failed: Invalid argument",
        "123, start vm command failed: Invalid argument",
        "4294967295, start vm command failed: Invalid argument",
    })
    void names_that_cannot(String name, String message) {
        assertThat(host.complaint(AD_HOC + "'" + name + "'")).contains("vmctl: " + message + "\n");
    }

    @Test
    void local_and_switched_interfaces_come_in_their_order_then_plain_ones_up_to_the_count() {
        host.run("ifconfig veb0 create")
                .conf("switch \"lan\" {", "interface veb0", "}")
                .run(AD_HOC + "-n lan -L -i 3 x")
                .pass(1);

        assertThat(host.output("ifconfig tap | grep -E '^tap|inet'")).isEqualTo("""
                tap0: flags=8943<UP,BROADCAST,RUNNING,PROMISC,SIMPLEX,MULTICAST> mtu 1500
                tap1: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                \tinet 100.64.1.4 netmask 0xfffffffe
                tap2: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500
                """);
        assertThat(host.output("ifconfig veb0 | grep tap")).isEqualTo("\ttap0 flags=3<LEARNING,DISCOVER>\n");
    }

    @Test
    void a_count_is_a_minimum() {
        host.run(AD_HOC + "-L -i 1 x").pass(1);

        assertThat(host.output("ifconfig tap | grep -c ^tap")).isEqualTo("1\n");
    }

    @Test
    void an_unknown_switch_is_only_a_line_in_the_log() {
        assertThat(host.run(AD_HOC + "-n nosuch x").pass(1).text("/var/log/daemon"))
                .contains("switch \"nosuch\" not found");
        assertThat(host.row("x")).contains("running");
    }

    @Test
    void without_disks_and_interfaces_there_are_warnings_unless_a_kernel_is_given() {
        host.with(spec -> spec.firmware(Firmware.PRESENT));

        assertThat(host.complaint("vmctl start -d /vm/d1.raw x")).isEqualTo("""
                vmctl: starting without network interfaces
                vmctl: started vm 1 successfully, tty /dev/ttyp0
                """);
        assertThat(host.complaint("vmctl start -r /root/guest.elf -L y")).isEqualTo("""
                vmctl: starting without disks
                vmctl: started vm 2 successfully, tty /dev/ttyp1
                """);
        assertThat(host.complaint(AD_HOC + "z")).isEqualTo("vmctl: started vm 3 successfully, tty /dev/ttyp2\n");
    }

    @Test
    void the_answer_does_not_mean_that_the_guest_lives() {
        host.with(spec -> spec.guest("x", GuestScript.openBsd().diesAfter(Duration.ofMillis(200))));

        assertThat(host.complaint(AD_HOC + "x")).contains("started vm 1 successfully");
        assertThat(host.pass(1).row("x")).isEmpty();
    }

    @Test
    void an_ad_hoc_vm_exists_only_while_it_runs() {
        host.run(AD_HOC + "x");
        assertThat(host.row("x")).isNotEmpty();
        host.run("vmctl stop -w x");

        assertThat(host.perform("root", "vmctl status").status()).isEqualTo(1);
    }

    @Test
    void a_failed_ad_hoc_start_uses_up_an_id() {
        host.startsFailed(2).run(AD_HOC + "x");

        assertThat(host.row("x").get(0)).isEqualTo("3");
    }

    @Test
    void the_same_name_gets_the_same_id_until_vmd_forgets() {
        host.run(AD_HOC + "a")
                .run(AD_HOC + "b")
                .run("vmctl stop -w a; vmctl stop -w b")
                .run(AD_HOC + "b");
        assertThat(host.row("b").get(0)).isEqualTo("2");

        host.run("vmctl reset vms").run(AD_HOC + "b");
        assertThat(host.row("b").get(0)).isEqualTo("1");
    }

    @Test
    void a_defined_vm_takes_its_name_alone_or_with_a_kernel_for_one_boot() {
        host.conf(off("a", 1));

        assertThat(host.complaint("vmctl start -b /root/bsd.rd -m 64M a"))
                .isEqualTo("vmctl: start vm command failed: Operation already in progress\n");
        assertThat(host.complaint("vmctl start -d /vm/d2.raw a")).contains("Operation already in progress");
        assertThat(host.complaint("vmctl start -r /root/guest.elf a")).contains("Operation already in progress");
        assertThat(host.complaint("vmctl start -B disk a")).contains("started vm 1 successfully");
        assertThat(host.complaint("vmctl stop -w a; vmctl start -b /root/bsd.rd a"))
                .contains("started vm 1 successfully");
    }

    @ParameterizedTest
    @CsvSource({"/vm, could not open disk image(s)", "/dev/null, start vm command failed: Unknown error: -1"})
    void what_is_no_regular_file_is_no_disk(String path, String message) {
        assertThat(host.complaint(AD_HOC + "-d " + path + " x")).isEqualTo("vmctl: " + message + "\n");
    }

    @Test
    void a_missing_node_for_a_tap_is_told_in_the_log() {
        host.with(spec -> spec.taps(1));

        assertThat(host.complaint(AD_HOC + "-i 2 x"))
                .isEqualTo("vmctl: start vm command failed: No such file or directory\n");
        assertThat(host.text("/var/log/daemon")).contains("can't open /dev/tap1");
        assertThat(host.output("ifconfig tap")).isEmpty();
        assertThat(host.run("cd /dev && sh MAKEDEV tap1").complaint(AD_HOC + "-i 2 x"))
                .contains("successfully");
    }

    @Test
    void fw_update_supplies_the_missing_firmware() {
        String start = "vmctl start -L -d /vm/d1.raw x";
        assertThat(host.complaint(start)).isEqualTo("vmctl: vmm bios firmware file not found.\n");

        assertThat(host.run("fw_update vmm").complaint(start)).contains("successfully");
    }

    @Test
    void three_quick_starts_pass_and_the_fourth_is_refused_for_six_seconds() {
        host.conf(off("a", 1));
        for (int i = 0; i < 3; i++) {
            host.run("vmctl start a").run("vmctl stop -fw a");
        }

        assertThat(host.complaint("vmctl start a"))
                .isEqualTo("vmctl: start vm command failed: Operation not permitted\n");
        assertThat(host.text("/var/log/daemon")).contains("vm 1 restarted too quickly");
        host.pass(6).run("vmctl start a");
    }

    @Test
    void a_start_with_a_console_becomes_cu() {
        Console.Result result = host.perform("root", AD_HOC + "-c x </dev/null");

        assertThat(result.stdout()).isEqualTo("Connected to /dev/ttyp0 (speed 115200)\r\n\r\n[EOT]\r\n");
        assertThat(result.stderr()).isEmpty();
    }

    @Test
    void net_is_for_a_kernel_given_directly() {
        host.run("vmctl start -B net -b /root/bsd.rd -L x");
        assertThat(host.row("x")).contains("running");
    }

    @Test
    void numbers_are_ids() {
        host.conf(off("123", 1), off("a", 2));

        assertThat(host.complaint("vmctl start 2")).contains("started vm 2");
        assertThat(host.complaint("vmctl start 1")).contains("started vm 1");
        assertThat(host.complaint("vmctl start 123")).isEqualTo("vmctl: could not open disk image(s)\n");
    }

    @Test
    void memory_of_a_running_vm_is_shown_with_two_megabytes_more() {
        host.conf(off("a", 1, "memory 512M"));
        assertThat(host.row("a").get(3)).isEqualTo("512M");
        assertThat(host.run("vmctl start a").row("a").get(3)).isEqualTo("514M");
    }
}
