package io.vmm4j.testkit.internal.vmd.vmctl;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.GuestScript.Vmmci;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VmctlStopTest {

    private final Stage host = new Stage();

    private Stage running(GuestScript guest) {
        return host.with(spec -> spec.guest("a", guest))
                .conf("socket owner \":vmusers\"", off("a", 1), off("b", 2, "owner alice"))
                .run("vmctl start a")
                .pass(60);
    }

    @Test
    void an_openbsd_guest_takes_thirteen_seconds() {
        assertThat(running(GuestScript.openBsd()).time("vmctl stop -w a"))
                .isBetween(Duration.ofSeconds(13), Duration.ofMillis(13_500));
        assertThat(host.row("a")).contains("stopped");
    }

    @Test
    void a_linux_guest_is_gone_in_less_than_a_second() {
        assertThat(running(GuestScript.linux()).time("vmctl stop -w a")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_guest_that_cannot_answer_is_killed_after_three_seconds() {
        assertThat(running(GuestScript.openBsd().withVmmci(Vmmci.HUNG)).time("vmctl stop -w a"))
                .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
    }

    @Test
    void a_guest_that_does_not_finish_is_killed_after_two_minutes() {
        assertThat(running(GuestScript.openBsd().shutsDownIn(Duration.ofHours(1)))
                        .time("vmctl stop -w a"))
                .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(121));
    }

    @Test
    void a_forced_stop_says_the_same_as_a_graceful_one() {
        assertThat(running(GuestScript.openBsd()).complaint("vmctl stop -f a"))
                .isEqualTo("stopping vm a: requested to shutdown vm 1\n");
        assertThat(host.pass(1).row("a")).contains("stopped");
    }

    @Test
    void force_overrides_a_stop_under_way() {
        running(GuestScript.openBsd()).run("vmctl stop a");

        assertThat(host.complaint("vmctl stop a")).isEqualTo("stopping vm a: failed: Operation already in progress\n");
        assertThat(host.time("vmctl stop -fw a")).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_wait_that_was_begun_before_ends_with_the_vm() {
        running(GuestScript.openBsd()).run("vmctl wait a 2>/tmp/waited & sleep 1; vmctl stop -w a; wait");

        assertThat(host.text("/tmp/waited")).isEqualTo("waiting for vm a: terminated vm 1\n");
    }

    @Test
    void stopping_and_then_waiting_is_a_race_that_fails() {
        assertThat(running(GuestScript.openBsd()).complaint("vmctl stop a && vmctl wait a"))
                .endsWith("waiting for vm a: failed: Operation already in progress\n");
    }

    @Test
    void stopping_all_succeeds_even_if_every_line_says_otherwise() {
        Console.Result result = running(GuestScript.openBsd()).perform("bob", "vmctl stop -a");

        assertThat(result).isEqualTo(new Console.Result(0, "", "stopping vm a: failed: Operation not permitted\n"));
    }

    @Test
    void stopping_all_takes_no_name() {
        assertThat(running(GuestScript.openBsd()).complaint("vmctl stop -a a"))
                .isEqualTo("usage:\tvmctl [-v] stop [-fw] [id | -a]\n");
    }

    @Test
    void a_client_that_is_killed_leaves_half_a_line() {
        assertThat(running(GuestScript.openBsd())
                        .complaint("vmctl stop -w a & sleep 1; kill $!; wait 2>/dev/null")
                        .strip())
                .startsWith("stopping vm a:");
        assertThat(host.row("a")).contains("stopping");
        assertThat(host.pass(30).row("a")).contains("stopped");
    }

    @Test
    void a_forced_stop_of_a_guest_with_interrupts_masked_leaves_a_ghost_until_vmd_restarts() {
        running(GuestScript.openBsd().masksInterrupts()).run("vmctl stop -f a").pass(60);

        assertThat(host.row("a")).isEmpty();
        assertThat(host.complaint("vmctl start a"))
                .isEqualTo("vmctl: start vm command failed: Operation already in progress\n");
        assertThat(host.perform("root", "vmctl stop -fw a & sleep 1000; kill $!")
                        .stderr())
                .startsWith("stopping vm a:");
    }

    @Test
    void the_end_of_vmd_is_the_end_of_its_vms_and_of_whoever_waits() {
        running(GuestScript.openBsd());

        assertThat(host.complaint("vmctl wait a & sleep 1; rcctl -f stop vmd >/dev/null; wait"))
                .startsWith("waiting for vm a: ");
        assertThat(host.output("ifconfig tap")).isEmpty();
        assertThat(host.complaint("vmctl status")).isEqualTo("vmctl: connect: /var/run/vmd.sock: Connection refused\n");
    }
}
