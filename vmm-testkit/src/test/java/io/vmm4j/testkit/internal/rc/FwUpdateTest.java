package io.vmm4j.testkit.internal.rc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.internal.host.Console;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.Firmware;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec.FirmwareServer;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import org.junit.jupiter.api.Test;

class FwUpdateTest {

    private final Stage host = new Stage();

    @Test
    void adds_once_and_keeps_then() {
        assertThat(host.perform("root", "fw_update vmm"))
                .isEqualTo(new Console.Result(0, "fw_update: add vmm; update none\n", ""));
        assertThat(host.perform("root", "test -f /etc/firmware/vmm-bios && ls -d /var/db/pkg/vmm-firmware-*")
                        .stdout())
                .isEqualTo("/var/db/pkg/vmm-firmware-1.16.3p0\n");
        assertThat(host.output("fw_update vmm")).isEqualTo("fw_update: add none; update none; keep vmm\n");
    }

    @Test
    void what_it_adds_is_roots_and_for_everybody_to_read() {
        host.run("umask 077; fw_update vmm");

        assertThat(host.output("stat -f '%Su:%Sg %Lp' /etc/firmware/vmm-bios /var/db/pkg/vmm-firmware-*/+CONTENTS"))
                .isEqualTo("root:wheel 644\nroot:wheel 644\n");
        assertThat(host.output("stat -f '%Su %Lp' /etc/firmware /var/db/pkg")).isEqualTo("root 755\nroot 755\n");
        assertThat(host.perform("alice", "cat /etc/firmware/vmm-bios").status()).isZero();
    }

    @Test
    void without_a_driver_it_takes_what_the_machine_needs() {
        assertThat(host.output("fw_update")).isEqualTo("fw_update: add vmm; update none\n");
        assertThat(new Stage().cpu(CpuVirtualization.NONE).output("fw_update"))
                .isEqualTo("fw_update: add none; update none\n");
    }

    @Test
    void a_server_out_of_reach_is_an_error() {
        host.with(spec -> spec.firmwareServer(FirmwareServer.UNREACHABLE));

        Console.Result result = host.perform("root", "fw_update vmm");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.stdout()).isEqualTo("fw_update: failed.\n");
        assertThat(result.stderr()).startsWith("Cannot fetch http://firmware.openbsd.org/firmware/7.6/");
    }

    @Test
    void an_unknown_driver_is_none() {
        assertThat(host.perform("root", "fw_update xyz"))
                .isEqualTo(new Console.Result(
                        0, "fw_update: add none; update none\n", "Unable to find firmware for xyz\n"));
    }

    @Test
    void needs_root_but_not_for_lists() {
        assertThat(host.perform("alice", "fw_update vmm"))
                .isEqualTo(new Console.Result(1, "", "need root privileges\n"));
        assertThat(host.perform("alice", "fw_update -l vmm")).isEqualTo(new Console.Result(0, "vmm\n", ""));
    }

    @Test
    void a_dry_run_adds_nothing() {
        host.run("fw_update -n vmm");

        assertThat(host.perform("root", "test -e /etc/firmware/vmm-bios").status())
                .isEqualTo(1);
    }

    @Test
    void deletes() {
        host.with(spec -> spec.firmware(Firmware.PRESENT));

        assertThat(host.output("fw_update -d vmm")).isEqualTo("fw_update: delete vmm\n");
        assertThat(host.perform("root", "test -e /etc/firmware/vmm-bios").status())
                .isEqualTo(1);
    }
}
