package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmStatus;
import io.vmm4j.VmmHost;
import io.vmm4j.host.Finding;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.HostRole;
import io.vmm4j.host.ServiceStatus;
import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedUser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DetectionTest {

    private static Stream<Finding> sixFlags(HostProbe probe) {
        return Stream.of(
                probe.available(),
                probe.enabled(),
                probe.running(),
                probe.initialized(),
                probe.cpuSupported(),
                probe.kernelSupported());
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 1: a host that has everything says so in one round trip")
    void a_ready_host_has_all_six(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            HostProbe probe = stage.vmm().probe();

            assertThat(sixFlags(probe)).allMatch(Finding::holds);
            assertThat(probe.cpu()).isEqualTo(io.vmm4j.host.CpuVirtualization.VMX_EPT);
            assertThat(probe.role()).contains(new HostRole("VMM Host", ServiceStatus.RUNNING, 0));
            assertThat(probe.release().orElseThrow().toString()).startsWith(release.number());
            assertThat(probe.firmware().holds()).isTrue();
            assertThat(probe.vmdFlags()).contains("");
            assertThat(probe.physicalMemory().orElseThrow()).isBetween(15L << 30, 16L << 30);
            assertThat(probe.onlineCpus()).hasValue(4);
            assertThat(stage.host().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void a_probe_counts_the_vms_that_vmd_knows() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");

            HostProbe probe = stage.vmm().probe();

            assertThat(probe.vms()).extracting(VmStatus::name).hasToString("[web]");
            assertThat(probe.role().orElseThrow().vms()).isEqualTo(1);
        }
    }

    @Test
    void amd_processors_are_told_from_intels() {
        try (Stage stage = Stage.on(Stage.builder().cpu(CpuVirtualization.SVM_RVI))) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.cpu()).isEqualTo(io.vmm4j.host.CpuVirtualization.SVM_RVI);
            assertThat(probe.cpuSupported().evidence()).contains("SVM/RVI");
        }
    }

    @Test
    @DisplayName("scenario 2: vmd enabled and stopped")
    void a_stopped_daemon_leaves_the_role() {
        try (Stage stage = Stage.on(Stage.builder().stopped("vmd"))) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.running().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.enabled().holds()).isTrue();
            assertThat(probe.initialized().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.initialized().evidence()).contains("vmd does not run");
            assertThat(probe.role()).contains(new HostRole("VMM Host", ServiceStatus.STOPPED, 0));
        }
    }

    @Test
    void a_disabled_daemon_leaves_the_role_disabled() {
        try (Stage stage = Stage.on(Stage.builder().disabled("vmd"))) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.enabled().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.running().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.vmdFlags()).isEmpty();
            assertThat(probe.role()).contains(new HostRole("VMM Host", ServiceStatus.DISABLED, 0));
        }
    }

    @Test
    @DisplayName("scenario 3: a Linux host is asked nothing but what it is")
    void linux_has_none_of_it() {
        try (SimulatedHost linux = SimulatedHost.linux().build()) {
            HostProbe probe = VmmHost.on(linux.executor()).probe();

            assertThat(probe.available().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.available().evidence()).contains("not OpenBSD").contains("Linux");
            assertThat(probe.role()).isEmpty();
            assertThat(probe.release()).isEmpty();
            assertThat(linux.commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.contains("rcctl"));
            assertThat(linux.commands()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 4: a processor without virtualisation is told by the boot messages, with reasons")
    void a_processor_without_virtualisation(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release).cpu(CpuVirtualization.NONE))) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.kernelSupported().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.kernelSupported().evidence()).contains("vmm0");
            assertThat(probe.cpuSupported().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.cpuSupported().evidence()).contains("VMX").contains("SVM");
            assertThat(probe.cpu()).isEqualTo(io.vmm4j.host.CpuVirtualization.NONE);
            assertThat(probe.initialized().evidence()).contains("vmm(4)");
            assertThat(probe.role()).isEmpty();
        }
    }

    @Test
    void missing_firmware_is_what_is_missing() {
        try (Stage stage = Stage.on(Stage.builder().withoutFirmware())) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.firmware().verdict()).isEqualTo(Finding.Verdict.NO);
            assertThat(probe.initialized().evidence()).isEqualTo("the BIOS firmware is missing");
            assertThat(probe.role().orElseThrow().status()).isEqualTo(ServiceStatus.RUNNING);
        }
    }

    @Test
    void a_user_without_rights_learns_what_he_may_see() {
        try (SimulatedHost host =
                Stage.builder().user(SimulatedUser.named("guest")).build()) {
            HostProbe probe = VmmHost.on(host.executor("guest")).probe();

            assertThat(probe.available().holds()).isTrue();
            assertThat(probe.kernelSupported().holds()).isTrue();
            assertThat(probe.running().holds()).isTrue();
            assertThat(probe.running().evidence()).contains("vmd(ok)").contains("doas");
            assertThat(probe.vms()).isEqualTo(List.of());
        }
    }

    @Test
    void a_member_of_wheel_sees_the_vms_without_doas() {
        try (SimulatedHost host = Stage.builder()
                        .user(SimulatedUser.named("watcher").inGroups("wheel"))
                        .build();
                Stage stage = Stage.ready(host, host.executor())) {
            stage.running("web");

            HostProbe probe = VmmHost.on(host.executor("watcher")).probe();

            assertThat(probe.vms()).hasSize(1);
            assertThat(probe.role()).contains(new HostRole("VMM Host", ServiceStatus.RUNNING, 1));
            assertThat(host.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void an_openbsd_without_vmctl_is_no_host_for_vms() {
        try (Stage stage = Stage.on(Stage.builder()
                .user(SimulatedUser.named("admin"))
                .doasConf("permit nopass admin as root cmd vmctl\n"))) {
            stage.sh("rm /usr/sbin/vmctl");

            for (String user : List.of("root", "admin")) {
                HostProbe probe = VmmHost.on(stage.host().executor(user)).probe();

                assertThat(probe.available().verdict()).as(user).isEqualTo(Finding.Verdict.NO);
                assertThat(probe.available().evidence()).contains("not found");
                assertThat(probe.role()).isEmpty();
            }
        }
    }
}
