package io.vmm4j.testkit.internal.fidelity;

import static io.vmm4j.testkit.internal.hypervisor.VmConf.off;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.internal.hypervisor.HypervisorSpec;
import io.vmm4j.testkit.internal.hypervisor.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Holds the simulated host against real output that others have published. */
class RealSamplesTest {

    private static final String AD_HOC = "vmctl start -b /root/guest.elf ";

    private final Stage host = new Stage();

    @Test
    void a_running_vm_on_7_0() throws IOException {
        host.with(spec -> spec.guest("minecraft", using(964)))
                .conf(off("minecraft", 1, "memory 2G"))
                .run(AD_HOC + "other")
                .run("vmctl start minecraft && vmctl stop -w other")
                .pass(60);

        assertThat(withoutPids(host.output("vmctl status"))).isEqualTo(withoutPids(sample("vmctl-status-real-70")));
    }

    @Test
    void a_running_vm_on_7_8() throws IOException {
        host.release(OpenBsdRelease.V7_8)
                .with(spec -> spec.guest("OpenBSD", using(1790)))
                .conf(off("OpenBSD", 1, "memory 1G"))
                .run("for i in 1 2 3; do " + AD_HOC + "other$i; done")
                .run("vmctl start OpenBSD && for i in 1 2 3; do vmctl stop -w other$i; done")
                .pass(60);

        assertThat(withoutPids(host.output("vmctl status"))).isEqualTo(withoutPids(sample("vmctl-status-real-78")));
    }

    private static GuestScript using(long tenthsOfMegabytes) {
        return GuestScript.openBsd().usesMemory((tenthsOfMegabytes << 20) / 10);
    }

    @Test
    void no_vms() throws IOException {
        assertThat(host.output("vmctl status")).isEqualTo(sample("vmctl-status-real-header-only"));
    }

    @Test
    void vmd_that_is_gone() throws IOException {
        assertThat(host.run("rcctl stop vmd").complaint("vmctl status")).isEqualTo(sample("vmctl-connect-refused"));
    }

    @Test
    void the_tap_of_a_local_interface() throws IOException {
        host.interfacesCameAndWent(5)
                .conf(off("vm1", 1, "local interface"))
                .run("vmctl start vm1")
                .pass(1)
                .run("ifconfig tap0 lladdr fe:e1:ba:d4:3e:e2");

        assertThat(host.output("ifconfig tap0")).isEqualTo(sample("ifconfig-tap-real"));
    }

    @Test
    void a_processor_of_either_make() throws IOException {
        String lines = new Stage().cpu(CpuVirtualization.VMX_EPT).output("grep ^vmm0 /var/run/dmesg.boot")
                + new Stage().cpu(CpuVirtualization.SVM_RVI).output("grep ^vmm0 /var/run/dmesg.boot");

        assertThat(lines.replaceAll("(?m) \\(.*\\)$", "")).isEqualTo(sample("dmesg-vmm"));
    }

    @Test
    void firmware_for_a_machine_that_needs_none() throws IOException {
        host.cpu(CpuVirtualization.NONE).with(spec -> spec.firmware(HypervisorSpec.Firmware.ABSENT));

        assertThat(host.output("fw_update")).isEqualTo(sample("fw_update-real"));
    }

    private static String withoutPids(String table) {
        return Normalisation.PIDS.apply(table);
    }

    private static String sample(String name) throws IOException {
        try (InputStream file = RealSamplesTest.class.getResourceAsStream("/samples/" + name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
