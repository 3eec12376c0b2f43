package io.vmm4j.testkit.internal.vmd;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

class VmdProgramTest {

    private static final String USAGE = "usage: vmd [-dnv] [-D macro=value] [-f file]\n";

    private final Stage host = new Stage();

    private static Console.Result says(int status, String stderr) {
        return new Console.Result(status, "", stderr);
    }

    @Test
    void a_check_needs_neither_root_nor_the_device_nor_the_daemon() {
        host.with(spec -> spec.stopped("vmd"))
                .run("rm /dev/vmm")
                .file("/tmp/conf", "vm \"a\" {", "disk \"/vm/d1.raw\"", "}");

        assertThat(host.perform("alice", "vmd -n -f /tmp/conf")).isEqualTo(says(0, "configuration OK\n"));
    }

    @Test
    void a_file_that_may_not_be_read_is_an_error_and_a_missing_one_is_not() {
        host.file("/tmp/conf", off("a", 1)).run("chmod 600 /tmp/conf");

        assertThat(host.perform("alice", "vmd -n -f /tmp/conf"))
                .isEqualTo(says(1, "vmd: failed to open /tmp/conf: Permission denied\n"));
        assertThat(host.perform("alice", "vmd -n -f /tmp/nope"))
                .isEqualTo(says(0, "vmd: failed to open /tmp/nope: No such file or directory\nconfiguration OK\n"));
        assertThat(host.perform("root", "rm -f /etc/vm.conf; vmd -n")).isEqualTo(says(0, "configuration OK\n"));
    }

    @Test
    void a_directory_passes() {
        assertThat(host.perform("root", "vmd -n -f /etc")).isEqualTo(says(0, "configuration OK\n"));
    }

    @Test
    void macros_from_the_command_line_win() {
        host.file("/tmp/conf", "d = \"/nope\"", "vm \"a\" {", "disk $d", "}");

        assertThat(host.perform("root", "vmd -n -f /tmp/conf -D d=/vm/d1.raw"))
                .isEqualTo(says(0, "configuration OK\n"));
    }

    @Test
    void an_included_file_is_named_in_its_messages() {
        host.file("/tmp/conf", "include \"/tmp/more\"").file("/tmp/more", "", "bogus");

        assertThat(host.perform("root", "vmd -n -f /tmp/conf").stderr()).isEqualTo("vmd: /tmp/more:2: syntax error\n");
        host.file("/tmp/conf", "include \"/tmp/nope\"");
        assertThat(host.perform("root", "vmd -n -f /tmp/conf"))
                .satisfies(result -> assertThat(result.status()).isEqualTo(1))
                .satisfies(result -> assertThat(result.stderr()).contains("failed to include file /tmp/nope"));
    }

    @Test
    void names_duplicates_devices_parents_and_switches_are_not_checked() {
        host.file(
                "/tmp/conf",
                "vm \".x\" {",
                "memory 1G",
                "}",
                "vm \".x\" {",
                "memory 1G",
                "}",
                "vm \"p\" instance \"i\" {",
                "interface { switch \"nosuch\" }",
                "cdrom \"/nope.iso\"",
                "}",
                "switch \"s\" {",
                "interface bridge99",
                "}");

        assertThat(host.perform("root", "vmd -n -f /tmp/conf")).isEqualTo(says(0, "configuration OK\n"));
    }

    @Test
    void bad_options_and_operands_are_answered_by_the_usage() {
        assertThat(host.perform("root", "vmd -Z")).isEqualTo(says(1, "vmd: unknown option -- Z\n" + USAGE));
        assertThat(host.perform("root", "vmd foo")).isEqualTo(says(1, USAGE));
    }

    @Test
    void the_daemon_needs_root_and_its_absolute_path() {
        host.with(spec -> spec.stopped("vmd"));

        assertThat(host.perform("alice", "/usr/sbin/vmd -d")).isEqualTo(says(1, "vmd: need root privileges\n"));
        assertThat(host.perform("root", "vmd").status()).isEqualTo(1);
        assertThat(host.run("/usr/sbin/vmd").output("rcctl check vmd")).isEqualTo("vmd(ok)\n");
    }

    @Test
    void in_the_daemon_messages_go_to_the_log() {
        host.file("/etc/vm.conf", "vm {").fail("vmctl reload");

        assertThat(host.text("/var/log/daemon"))
                .containsPattern("Nov 23 .* host vmd\\[[0-9]+\\]: /etc/vm.conf:1: syntax error\n");
    }

    @Test
    void local_inet6_adds_an_address_made_of_the_prefix_and_the_guests_address() {
        host.conf("local inet6 prefix \"fd00:1::/64\"", off("a", 1, "local interface"))
                .run("vmctl start a")
                .pass(1);

        assertThat(host.output("ifconfig tap0 | grep inet")).isEqualTo("""
                \tinet6 fd00:1::6440:103:0:1 prefixlen 96
                \tinet 100.64.1.2 netmask 0xfffffffe
                """);
    }

    @Test
    void the_log_is_for_root_and_wheel() {
        assertThat(host.output("stat -f '%Su:%Sg %Lp' /var/log/daemon")).isEqualTo("root:wheel 640\n");
    }
}
