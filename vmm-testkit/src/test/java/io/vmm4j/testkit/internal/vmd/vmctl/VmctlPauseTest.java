package io.vmm4j.testkit.internal.vmd.vmctl;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static io.vmm4j.testkit.internal.hypervisor.VmConf.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

class VmctlPauseTest {

    private final Stage host = new Stage();

    @Test
    void a_paused_guest_does_not_answer_and_goes_on_where_it_was() {
        host.with(spec -> spec.otherGuests(GuestScript.openBsd()))
                .conf(off("a", 1, "local interface"))
                .run("vmctl start a")
                .pass(60)
                .run("ping -c 1 100.64.1.3")
                .run("vmctl pause a");
        assertThat(host.row("a")).contains("paused");
        host.fail("ping -c 1 -w 1 100.64.1.3").pass(3600);

        host.run("vmctl unpause a").run("ping -c 1 100.64.1.3");
        assertThat(host.row("a")).contains("running");
    }

    @Test
    void a_stopped_vm_cannot_be_paused() {
        host.conf(off("a", 1));

        assertThat(host.complaint("vmctl pause a"))
                .isEqualTo("vmctl: pause vm command failed: No such file or directory\n");
    }

    @Test
    void another_user_may_not() {
        host.conf("socket owner \":vmusers\"", off("a", 1)).run("vmctl start a");

        assertThat(host.perform("bob", "vmctl pause a").stderr())
                .isEqualTo("vmctl: pause vm command failed: Operation not permitted\n");
    }

    @Test
    void the_pause_of_a_guest_that_never_halts_hangs() {
        host.with(spec -> spec.otherGuests(GuestScript.openBsd().neverIdles()))
                .conf(off("a", 1))
                .run("vmctl start a");

        assertThat(host.complaint("vmctl pause a & sleep 10000; kill $! && echo hung >&2"))
                .contains("hung");
    }

    @Test
    void from_7_8_on_the_pause_of_a_vm_that_vmd_started_by_itself_hangs_though_it_is_paused() {
        Stage newer = new Stage().release(OpenBsdRelease.V7_8).conf(on("a", 1)).pass(5);

        assertThat(newer.complaint("vmctl pause a & sleep 1000; kill $! && echo hung >&2"))
                .contains("hung");
        assertThat(newer.row("a")).contains("paused");
        newer.run("vmctl stop -fw a && vmctl start a").perform("root", "vmctl pause a & sleep 1000; kill $!");
        assertThat(newer.row("a")).contains("paused");
    }
}
