package io.vmm4j.testkit.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoasProgramTest {

    private final Stage host = new Stage();

    private void conf(String... lines) {
        host.file("/etc/doas.conf", lines).run("chmod 600 /etc/doas.conf");
    }

    private Console.Result asSdk(String command) {
        return host.perform("sdk", command);
    }

    private static Console.Result fails(String stderr) {
        return new Console.Result(1, "", stderr);
    }

    @ParameterizedTest
    @ValueSource(strings = {"622", "620", "602", "666"})
    void a_configuration_that_others_may_write_locks_everybody_out(String mode) {
        conf("permit nopass sdk");
        host.run("chmod " + mode + " /etc/doas.conf");

        assertThat(asSdk("doas -n true")).isEqualTo(fails("doas: /etc/doas.conf is writable by group or other\n"));
    }

    @Test
    void a_configuration_that_is_not_roots_locks_everybody_out() {
        conf("permit nopass sdk");
        host.run("chown sdk /etc/doas.conf");

        assertThat(asSdk("doas -n true")).isEqualTo(fails("doas: /etc/doas.conf is not owned by root\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "permit nopass sdk, vmctl, permit nopass, 0",
        "permit sdk, vmctl, permit, 0",
        "permit nopass sdk cmd rcctl, vmctl, deny, 1",
        "permit nopass :wheel, vmctl, permit nopass, 0",
        "permit nopass sdk cmd vmctl args status, vmctl status, permit nopass, 0",
        "permit nopass sdk cmd vmctl args status, vmctl stop, deny, 1",
        "permit nopass sdk cmd vmctl, /usr/sbin/vmctl, deny, 1",
        "permit nopass sdk as root cmd vmctl, vmctl, permit nopass, 0"
    })
    void says_what_it_would_do_with_a_command(String rule, String command, String verdict, int status) {
        conf(rule);
        host.run("chmod 644 /etc/doas.conf");

        assertThat(asSdk("doas -C /etc/doas.conf " + command))
                .isEqualTo(new Console.Result(status, verdict + "\n", ""));
    }

    @Test
    void the_last_rule_that_matches_counts() {
        conf("permit nopass sdk", "deny sdk cmd vmctl", "permit nopass sdk cmd vmctl args status");

        assertThat(asSdk("doas -n true").status()).isZero();
        assertThat(asSdk("doas -n vmctl stop x")).isEqualTo(fails("doas: Operation not permitted\n"));
        assertThat(asSdk("doas -n vmctl status").stderr()).isEmpty();
    }

    @Test
    void a_candidate_is_checked_before_it_counts() {
        host.file("/root/good", "permit nopass sdk").file("/root/bad", "permit nopass sdk", "bogus");

        assertThat(host.perform("root", "doas -C /root/good")).isEqualTo(new Console.Result(0, "", ""));
        assertThat(host.perform("root", "doas -C /root/bad").status()).isEqualTo(1);
        assertThat(host.perform("root", "doas -C /root/bad").stderr()).contains("syntax error at line 2");
    }

    @Test
    void a_configuration_that_the_user_may_not_read_cannot_be_asked() {
        conf("permit nopass sdk");

        assertThat(asSdk("doas -C /etc/doas.conf vmctl").status()).isEqualTo(1);
        assertThat(asSdk("doas -C /etc/doas.conf vmctl").stderr()).contains("Permission denied");
    }

    @Test
    void the_status_and_the_input_of_the_command_pass_through() {
        conf("permit nopass sdk");

        assertThat(asSdk("echo in | doas -n sh -c 'cat; exit 7'")).isEqualTo(new Console.Result(7, "in\n", ""));
    }
}
