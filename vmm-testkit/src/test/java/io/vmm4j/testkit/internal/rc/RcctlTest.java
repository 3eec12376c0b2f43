package io.vmm4j.testkit.internal.rc;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RcctlTest {

    private final Stage host = new Stage();

    private Console.Result rcctl(String words) {
        return host.perform("root", "rcctl " + words);
    }

    private static Console.Result prints(String stdout) {
        return new Console.Result(0, stdout, "");
    }

    private static Console.Result fails(int status, String stderr) {
        return new Console.Result(status, "", stderr);
    }

    @Test
    void enabling_is_silent_and_writes_the_flags() {
        host.with(spec -> spec.disabled("vmd"));

        assertThat(rcctl("enable vmd")).isEqualTo(prints(""));
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("vmd_flags=\n");
        assertThat(rcctl("get vmd status").status()).isZero();
    }

    @Test
    void the_local_file_is_rewritten_sorted_with_comments_on_top_and_duplicates_kept() {
        host.file("/etc/rc.conf.local", "zzz=1", "# comment", "aaa=1", "aaa=1", "sndiod_flags=NO");

        assertThat(rcctl("enable unbound")).isEqualTo(prints(""));
        assertThat(host.text("/etc/rc.conf.local"))
                .isEqualTo("# comment\naaa=1\naaa=1\nsndiod_flags=NO\nunbound_flags=\nzzz=1\n");
    }

    @Test
    void the_local_file_is_roots_afterwards_whoever_owned_it() {
        host.file("/etc/rc.conf.local", "vmd_flags=")
                .run("chown alice /etc/rc.conf.local; chmod 600 /etc/rc.conf.local");

        host.run("umask 077; rcctl enable unbound");

        assertThat(host.output("stat -f '%Su:%Sg %Lp' /etc/rc.conf.local")).isEqualTo("root:wheel 644\n");
    }

    @Test
    void disabling_deletes_all_that_was_set_but_the_class() {
        host.run("rcctl enable dhcpd && rcctl set dhcpd flags vport0 && rcctl set dhcpd timeout 60");
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("dhcpd_flags=vport0\ndhcpd_timeout=60\nvmd_flags=\n");

        assertThat(rcctl("disable dhcpd")).isEqualTo(prints(""));
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("vmd_flags=\n");
    }

    @Test
    void the_last_line_takes_the_file_with_it() {
        host.run("rcctl disable vmd");

        assertThat(host.output("ls /etc/rc.conf.local 2>&1"))
                .isEqualTo("ls: /etc/rc.conf.local: No such file or directory\n");
    }

    @Test
    void a_service_that_is_on_by_default_is_turned_off_by_a_line() {
        host.run("rcctl disable sndiod");
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("sndiod_flags=NO\nvmd_flags=\n");

        host.run("rcctl enable sndiod");
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("vmd_flags=\n");
    }

    @Test
    void setting_the_status_is_enabling_and_disabling() {
        assertThat(rcctl("set dhcpd status on")).isEqualTo(prints(""));
        assertThat(rcctl("get dhcpd status").status()).isZero();
        assertThat(rcctl("set dhcpd status off")).isEqualTo(prints(""));
        assertThat(rcctl("get dhcpd status").status()).isEqualTo(1);
    }

    @Test
    void flags_are_printed_if_there_are_any() {
        assertThat(rcctl("get vmd flags")).isEqualTo(prints(""));
        assertThat(rcctl("get dhcpd flags")).isEqualTo(prints("NO\n"));
        host.run("rcctl enable dhcpd && rcctl set dhcpd flags -f vport0");
        assertThat(rcctl("get dhcpd flags")).isEqualTo(prints("-f vport0\n"));
    }

    @Test
    void pf_is_a_variable_and_no_daemon() {
        assertThat(rcctl("get pf")).isEqualTo(prints("pf=YES\n"));
        assertThat(rcctl("check pf")).isEqualTo(fails(1, "rcctl: \"pf\" is a special variable, no rc.d(8) script\n"));
        host.run("rcctl disable pf");
        assertThat(host.text("/etc/rc.conf.local")).isEqualTo("pf=NO\nvmd_flags=\n");
        assertThat(rcctl("get pf").status()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "start", "stop", "enable", "get", "reload", "configtest", "restart"})
    void an_unknown_service_is_status_two_for_any_subcommand(String action) {
        assertThat(rcctl(action + " foo")).isEqualTo(fails(2, "rcctl: service foo does not exist\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "foo", "foo vmd", "-q start vmd", "get vmd nothing", "set vmd", "ls", "ls foo", "start"})
    void what_is_not_understood_is_answered_by_the_usage(String words) {
        Console.Result result = rcctl(words);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stderr()).contains("usage:\trcctl get|getdef|set service | daemon [variable [arguments]]\n");
    }

    @Test
    void from_7_8_on_quiet_is_an_option() {
        assertThat(new Stage().release(OpenBsdRelease.V7_8).perform("root", "rcctl -q check vmd"))
                .isEqualTo(prints(""));
    }

    @ParameterizedTest
    @CsvSource({
        "enable vmd, rcctl: \"enable\" needs root privileges",
        "disable vmd, rcctl: \"disable\" needs root privileges",
        "set vmd flags -v, rcctl: \"set\" needs root privileges",
        "ls started, rcctl: \"ls started\" needs root privileges",
        "start vmd, /etc/rc.d/vmd: need root privileges",
        "stop vmd, /etc/rc.d/vmd: need root privileges"
    })
    void who_is_not_root_may_not_change_anything(String words, String complaint) {
        assertThat(host.perform("alice", "rcctl " + words)).isEqualTo(fails(1, complaint + "\n"));
    }

    @Test
    void who_is_not_root_may_look() {
        assertThat(host.perform("alice", "rcctl check vmd")).isEqualTo(prints("vmd(ok)\n"));
        assertThat(host.perform("alice", "rcctl ls on").stdout()).contains("vmd\n");
        assertThat(host.perform("alice", "rcctl ls all").stdout())
                .startsWith("accounting\namd\n")
                .contains("\nvmd\n");
    }

    @Test
    void several_daemons_have_a_line_each_and_one_failure_fails() {
        host.run("rcctl enable httpd").file("/etc/httpd.conf", "server \"a\" { listen on * port 80 }\n");

        assertThat(rcctl("check vmd httpd sshd"))
                .isEqualTo(new Console.Result(1, "vmd(ok)\nhttpd(failed)\nsshd(ok)\n", ""));
        assertThat(rcctl("start httpd")).isEqualTo(prints("httpd(ok)\n"));
        assertThat(rcctl("check vmd httpd sshd")).isEqualTo(prints("vmd(ok)\nhttpd(ok)\nsshd(ok)\n"));
    }

    @Test
    void starting_the_running_and_stopping_the_stopped_says_nothing() {
        assertThat(rcctl("start vmd")).isEqualTo(prints(""));
        assertThat(rcctl("stop vmd")).isEqualTo(prints("vmd(ok)\n"));
        assertThat(rcctl("stop vmd")).isEqualTo(prints(""));
    }

    @Test
    void force_starts_what_is_disabled() {
        host.file("/etc/dhcpd.conf", "subnet 10.0.2.0 netmask 255.255.255.0 { }")
                .run("touch /var/db/dhcpd.leases");

        assertThat(rcctl("-f start dhcpd")).isEqualTo(prints("dhcpd(ok)\n"));
        assertThat(rcctl("check dhcpd")).isEqualTo(prints("dhcpd(ok)\n"));
        assertThat(rcctl("ls rogue")).isEqualTo(new Console.Result(1, "dhcpd\n", ""));
    }

    @Test
    void what_is_enabled_and_does_not_run_has_failed() {
        host.run("rcctl enable unbound");

        assertThat(rcctl("ls failed")).isEqualTo(new Console.Result(1, "unbound\n", ""));
        assertThat(rcctl("ls started").stdout()).contains("vmd\n").doesNotContain("unbound");
        assertThat(rcctl("ls off").stdout()).contains("dhcpd\n").doesNotContain("unbound");
    }

    @Test
    void dhcpd_cannot_reload() {
        assertThat(rcctl("reload dhcpd")).isEqualTo(fails(1, "/etc/rc.d/dhcpd: reload is not supported\n"));
    }

    @Test
    void a_broken_configuration_fails_the_test_and_the_start_without_a_reason() {
        host.run("rcctl stop vmd").file("/etc/vm.conf", "vm {");

        assertThat(rcctl("configtest vmd")).isEqualTo(new Console.Result(1, "vmd(failed)\n", ""));
        assertThat(rcctl("start vmd")).isEqualTo(new Console.Result(1, "vmd(failed)\n", ""));
        assertThat(rcctl("-d start vmd").stderr()).isEqualTo("vmd: /etc/vm.conf:1: syntax error\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vm \".x\" {\ndisk \"/vm/d1.raw\"\n}",
                "vm \"x\" {\nmemory 1G\n}",
                "switch \"s\" {\ninterface veb9\n}"
            })
    void a_file_that_fails_at_registration_prints_ok_and_is_dead_a_second_later(String conf) {
        host.run("rcctl stop vmd").file("/etc/vm.conf", conf).run("vmd -n");

        assertThat(rcctl("start vmd")).isEqualTo(prints("vmd(ok)\n"));
        assertThat(host.pass(1).perform("root", "rcctl check vmd"))
                .isEqualTo(new Console.Result(1, "vmd(failed)\n", ""));
    }

    @Test
    void stopping_vmd_shuts_its_vms_down_one_after_the_other() {
        host.with(spec -> spec.otherGuests(GuestScript.openBsd()))
                .conf(off("a", 1), off("b", 2))
                .run("vmctl start a && vmctl start b")
                .pass(60);

        assertThat(host.time("rcctl stop vmd")).isBetween(Duration.ofSeconds(26), Duration.ofSeconds(30));
    }

    @Test
    void flags_and_other_files_are_vmds_own() {
        host.file("/etc/other.conf", "vm \"x\" {", "disable", "disk $d", "}")
                .run("rcctl set vmd flags -D d=/vm/d1.raw -f /etc/other.conf && rcctl restart vmd");

        assertThat(host.row("x")).contains("stopped");
    }

    @Test
    void without_support_in_the_processor_vmd_does_not_start() {
        host.cpu(CpuVirtualization.NONE);

        assertThat(rcctl("start vmd")).isEqualTo(new Console.Result(1, "vmd(failed)\n", ""));
        assertThat(host.complaint("/usr/sbin/vmd -d")).isEqualTo("vmd: /dev/vmm: Device not configured\n");
    }

    @Test
    void configtest_prints_the_result() {
        assertThat(rcctl("configtest vmd")).isEqualTo(prints("vmd(ok)\n"));
    }
}
