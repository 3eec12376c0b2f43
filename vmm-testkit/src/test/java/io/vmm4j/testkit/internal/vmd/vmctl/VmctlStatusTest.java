package io.vmm4j.testkit.internal.vmd.vmctl;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VmctlStatusTest {

    private static final String HEADER = "   ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER    STATE NAME\n";

    private final Stage host = new Stage().with(spec -> spec.otherGuests(GuestScript.openBsd()));

    @BeforeEach
    void defineThree() {
        host.conf(off("a", 1), off("b", 2), off("c", 3, "owner alice"));
    }

    @Test
    void the_latest_started_is_on_top_then_the_others_in_the_order_of_registration() {
        host.run("vmctl start c").run("vmctl start b");

        assertThat(host.output("vmctl status").lines().skip(1).map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void an_unknown_name_shows_the_header_and_succeeds_while_there_is_any_vm() {
        assertThat(host.perform("root", "vmctl status nosuch")).isEqualTo(new Console.Result(0, HEADER, ""));
        host.run("vmctl start b");
        assertThat(host.perform("root", "vmctl status -r a")).isEqualTo(new Console.Result(0, HEADER, ""));
    }

    @Test
    void without_any_row_it_fails() {
        assertThat(host.perform("root", "vmctl status -r")).isEqualTo(new Console.Result(1, HEADER, ""));
        host.run("vmctl reset");
        assertThat(host.perform("root", "vmctl status")).isEqualTo(new Console.Result(1, HEADER, ""));
    }

    @Test
    void anybody_with_access_to_the_socket_sees_all() {
        assertThat(host.perform("sdk", "vmctl status").stdout().lines()).hasSize(4);
    }

    @Test
    void a_vm_stopped_while_paused_stays_paused_without_a_process_until_its_next_start() {
        host.run("vmctl start a").pass(30).run("vmctl pause a").run("vmctl stop -fw a");
        assertThat(host.row("a")).contains("-", "paused");

        host.run("vmctl start a");
        assertThat(host.row("a")).contains("running");
    }

    @Test
    void a_vm_is_shown_by_id_too() {
        assertThat(host.output("vmctl status 2").lines().skip(1))
                .singleElement()
                .asString()
                .endsWith(" b");
    }

    @Test
    void the_owner_is_the_configured_one_whoever_started_it_and_the_caller_of_an_ad_hoc_vm() {
        host.run("vmctl start c").run("vmctl start -b /root/guest.elf d");

        assertThat(host.row("c").get(6)).isEqualTo("alice");
        assertThat(host.row("d").get(6)).isEqualTo("root");
    }

    @Test
    void more_than_two_operands_are_too_many() {
        assertThat(host.complaint("vmctl status a b")).isEqualTo("usage:\tvmctl [-v] status [-r] [id]\n");
    }

    @Test
    void old_releases_have_no_state_and_say_so_in_the_name() {
        Stage old = new Stage()
                .release(OpenBsdRelease.V6_5)
                .with(spec -> spec.otherGuests(GuestScript.openBsd().usesMemory(300 << 20)))
                .conf(off("vm1", 1, "owner \":vmusers\""), off("vm2", 2));
        old.run("vmctl start vm1").pass(60).run("vmctl stop vm1");

        assertThat(old.output("vmctl status").replaceAll("(?m)^( +1) [ 0-9]{5}", "$1   PID"))
                .isEqualTo("""
                           ID   PID VCPUS  MAXMEM  CURMEM     TTY        OWNER NAME
                            1   PID     1    514M    300M   ttyp0     :vmusers vm1 - stopping
                            2     -     1    512M       -       -         root vm2
                        """);
        assertThat(old.run("vmctl reset").perform("root", "vmctl status").status())
                .isZero();
    }
}
