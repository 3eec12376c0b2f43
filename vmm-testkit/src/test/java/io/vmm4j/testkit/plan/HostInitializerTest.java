package io.vmm4j.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.MemorySize;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.host.HostError;
import io.vmm4j.host.Initialization;
import io.vmm4j.host.InitializationException;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostInitializerTest {

    private static final String VM_CONF = """
            # ours since 2019
            switch "foreign" {
                interface veb7
            }
            vm "one" { disable
              disk "/vm/one.img"
            }
            """;

    private SimulatedHost simulated = SimulatedHost.openBsd().build();
    private VmmHost host = VmmHost.on(simulated.executor());

    @AfterEach
    void close() {
        simulated.close();
    }

    private void on(SimulatedHostBuilder builder) {
        simulated.close();
        simulated = builder.build();
        host = VmmHost.builder(simulated.executor())
                .timeline(simulated.timeline())
                .build();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("scenario 5: a host without vmd is made ready, and a second run has an empty plan and writes nothing")
    void a_disabled_host_is_made_ready(OpenBsdRelease release) {
        on(SimulatedHost.openBsd(release).disabled("vmd"));

        Plan plan = host.initializer().plan();
        assertThat(plan.changes())
                .extracting(Change::summary)
                .containsExactly("make an empty vm.conf(5)", "enable vmd(8)", "start vmd(8)");
        Initialization done = host.initializer().apply(plan);

        assertThat(done.probe().initialized().holds()).isTrue();
        assertThat(done.rebootRequired()).isFalse();
        assertNothingIsLeftToDo();
    }

    private void assertNothingIsLeftToDo() {
        String before = fingerprint();
        simulated.forgetCommands();

        Plan again = host.initializer().plan();
        host.initializer().apply(again);

        assertThat(again.isEmpty()).isTrue();
        assertThat(simulated.roundTrips()).as("round trips").isLessThanOrEqualTo(2);
        assertThat(fingerprint()).isEqualTo(before);
    }

    private String fingerprint() {
        return run("sh", "-c", "ls -lR /etc /dev /var/db; cat /etc/vm.conf /etc/rc.conf.local");
    }

    @Test
    void planning_only_reads() {
        on(SimulatedHost.openBsd().disabled("vmd").withoutFirmware());
        String before = fingerprint();

        Plan plan = host.initializer().taps(8).guestMemory(MemorySize.of("64G")).plan();

        assertThat(plan.changes()).hasSize(5);
        assertThat(fingerprint()).isEqualTo(before);
    }

    @Test
    @DisplayName("scenario 6: what stands in vm.conf stays byte for byte")
    void an_existing_vm_conf_is_kept() {
        on(SimulatedHost.openBsd()
                .networkInterface("veb7", "up")
                .file("/vm/one.img", "")
                .vmConf(VM_CONF)
                .stopped("vmd"));

        Plan plan = host.initializer().plan();
        host.initializer().apply(plan);

        assertThat(plan.changes()).extracting(Change::summary).containsExactly("start vmd(8)");
        assertThat(plan.notes()).anyMatch(note -> note.contains("starts every VM"));
        assertThat(run("cat", "/etc/vm.conf")).isEqualTo(VM_CONF);
        assertThat(host.probe().running().holds()).isTrue();
    }

    @Test
    @DisplayName("scenario 7: vmd runs already; the rest is checked all the same")
    void the_rest_is_checked_though_vmd_runs() {
        on(SimulatedHost.openBsd().withoutFirmware());

        Plan plan = host.initializer().taps(6).plan();
        host.initializer().taps(6).apply(plan);

        assertThat(plan.changes())
                .extracting(Change::summary)
                .contains("make the device nodes tap4 to tap5", "fetch the BIOS firmware");
        assertThat(run("sh", "-c", "ls /dev/tap*")).contains("/dev/tap5").doesNotContain("/dev/tap6");
        assertThat(host.probe().initialized().holds()).isTrue();
    }

    @Test
    void vmd_is_never_restarted() {
        on(SimulatedHost.openBsd().file("/bsd.rd", "x"));
        host.create(VmSpec.builder("runs")
                .kernel(io.vmm4j.HostPath.of("/bsd.rd"))
                .network(io.vmm4j.NetworkMode.local())
                .build());

        host.initializer().taps(9).guestMemory(MemorySize.of("64G")).initialize();

        assertThat(host.vm("runs").status().orElseThrow().isRunning()).isTrue();
        assertThat(simulated.commands())
                .extracting(ExecutedCommand::argv)
                .noneMatch(argv -> argv.contains("restart") || argv.contains("reload"));
    }

    @Test
    @DisplayName("scenario 8: without kernel support it fails, and says that the machine must be booted")
    void without_kernel_support_it_fails() {
        on(SimulatedHost.openBsd().cpu(CpuVirtualization.NONE));

        InitializationException failure = catchThrowableOfType(
                InitializationException.class, () -> host.initializer().plan());

        assertThat(failure.code()).isEqualTo(HostError.NO_VIRTUALIZATION);
        assertThat(failure.rebootRequired()).isTrue();
        assertThat(failure.hint()).contains("VMX").contains("SVM");
    }

    @Test
    void a_machine_without_openbsd_is_refused() {
        on(SimulatedHost.linux());

        InitializationException failure = catchThrowableOfType(
                InitializationException.class, () -> host.initializer().plan());

        assertThat(failure.code()).isEqualTo(HostError.NOT_OPENBSD);
        assertThat(failure.rebootRequired()).isFalse();
    }

    @Test
    @DisplayName("scenario 9: the firmware is fetched once")
    void the_firmware_is_fetched_once() {
        on(SimulatedHost.openBsd().withoutFirmware());

        host.initializer().initialize();
        host.initializer().initialize();

        assertThat(simulated.commands())
                .extracting(ExecutedCommand::argv)
                .filteredOn(argv -> argv.contains("fw_update"))
                .hasSize(1);
        assertThat(host.probe().firmware().holds()).isTrue();
    }

    @Test
    @DisplayName("scenario 9: a firmware server that cannot be reached is an error, and what was done is taken back")
    void firmware_that_cannot_be_fetched_is_an_error() {
        on(SimulatedHost.openBsd().withoutFirmware().withoutFirmwareServer().disabled("vmd"));

        PlanException failure = catchThrowableOfType(
                PlanException.class, () -> host.initializer().taps(5).initialize());

        assertThat(failure.code()).isEqualTo(PlanError.STEP_FAILED);
        assertThat(failure).hasMessageContaining("fetch the BIOS firmware");
        assertThat(run("sh", "-c", "ls /dev/tap*")).doesNotContain("tap4");
        assertThat(run("sh", "-c", "ls /etc")).doesNotContain("vm.conf");
        assertThat(host.probe().enabled().holds()).isFalse();
    }

    @Test
    @DisplayName("scenario 9: a host for kernels only needs no firmware")
    void kernels_need_no_firmware() {
        on(SimulatedHost.openBsd().withoutFirmware().disabled("vmd"));

        Plan plan = host.initializer().withoutFirmware().plan();

        assertThat(plan.changes()).extracting(Change::summary).noneMatch(summary -> summary.contains("firmware"));
    }

    @Test
    @DisplayName("scenario 10: a vm.conf that vmd refuses stops everything, with its line")
    void a_broken_vm_conf_stops_everything() {
        on(SimulatedHost.openBsd().disabled("vmd"));
        host.executor()
                .files()
                .write(
                        "/etc/vm.conf",
                        "vm \"a\" {\n  nonsense\n}\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        0600,
                        io.vmm4j.exec.Privilege.USER);

        InitializationException failure = catchThrowableOfType(
                InitializationException.class, () -> host.initializer().plan());

        assertThat(failure.code()).isEqualTo(HostError.VM_CONF_INVALID);
        assertThat(failure).hasMessageContaining("/etc/vm.conf:2: syntax error");
    }

    @Test
    void a_vmd_that_dies_at_once_is_an_error_and_is_disabled_again() {
        // vmd -n does not look whether the switch's interface exists; vmd dies of it.
        on(SimulatedHost.openBsd().disabled("vmd").vmConf("switch \"s\" {\n interface veb9\n}\n"));

        PlanException failure = catchThrowableOfType(
                PlanException.class, () -> host.initializer().initialize());

        assertThat(failure.code()).isEqualTo(PlanError.STEP_WITHOUT_EFFECT);
        assertThat(failure).hasMessageContaining("start vmd(8)");
        assertThat(host.probe().enabled().holds()).isFalse();
        assertThat(failure.remaining()).isEmpty();
    }

    @Test
    void the_login_class_is_raised_when_it_would_stop_a_guest() {
        on(SimulatedHost.openBsd()
                .disabled("vmd")
                .file("/etc/login.conf", "daemon:\\\n\t:datasize=4096M:\\\n\t:tc=default:\n"));
        assertThat(host.initializer().guestMemory(MemorySize.of("2G")).plan().changes())
                .noneMatch(change -> change.summary().contains("2G"));

        Plan plan = host.initializer().guestMemory(MemorySize.of("64G")).plan();
        assertThat(plan.changes()).first().isInstanceOfSatisfying(FileChange.class, change -> {
            assertThat(change.path().value()).isEqualTo("/etc/login.conf.d/vmd");
            assertThat(change.summary()).contains("65536M").contains("daemon allows 4096M");
        });
        host.initializer().guestMemory(MemorySize.of("64G")).apply(plan);

        assertThat(run("cat", "/etc/login.conf.d/vmd"))
                .contains(":datasize=infinity:")
                .contains(":tc=daemon:");
        assertThat(host.initializer().guestMemory(MemorySize.of("64G")).plan().isEmpty())
                .isTrue();
    }

    @Test
    void a_plan_is_refused_when_the_host_has_changed_since() {
        on(SimulatedHost.openBsd().disabled("vmd"));
        Plan plan = host.initializer().plan();
        run("rcctl", "enable", "vmd");

        PlanException failure = catchThrowableOfType(
                PlanException.class, () -> host.initializer().apply(plan));

        assertThat(failure.code()).isEqualTo(PlanError.STALE);
        assertThat(failure.hint()).contains("anew");
    }

    @Test
    void disabling_is_a_plan_that_names_the_vms_it_stops() {
        on(SimulatedHost.openBsd().enabled("vmd", "-D mirror=1").file("/bsd.rd", "x"));
        host.create(VmSpec.builder("runs")
                .kernel(io.vmm4j.HostPath.of("/bsd.rd"))
                .network(io.vmm4j.NetworkMode.local())
                .build());

        Plan plan = host.disabler().plan();
        assertThat(plan.changes()).extracting(Change::summary).containsExactly("stop vmd(8)", "disable vmd(8)");
        assertThat(plan.toString()).contains("stops these VMs: runs").contains("-D mirror=1");
        host.disabler().apply(plan);

        assertThat(host.probe().running().holds()).isFalse();
        assertThat(host.probe().enabled().holds()).isFalse();
        assertThat(host.disabler().plan().isEmpty()).isTrue();
    }

    @Test
    void a_plan_to_disable_is_refused_when_another_vm_was_started_since() {
        on(SimulatedHost.openBsd().file("/bsd.rd", "x"));
        Plan plan = host.disabler().plan();
        host.create(VmSpec.builder("new")
                .kernel(io.vmm4j.HostPath.of("/bsd.rd"))
                .network(io.vmm4j.NetworkMode.local())
                .build());

        PlanException failure =
                catchThrowableOfType(PlanException.class, () -> host.disabler().apply(plan));

        assertThat(failure.code()).isEqualTo(PlanError.STALE);
        assertThat(host.vm("new").status().orElseThrow().isRunning()).isTrue();
    }

    private String run(String... argv) {
        return simulated
                .executor()
                .run(Command.of(io.vmm4j.exec.Effect.IDEMPOTENT, List.of(argv)))
                .stdout();
    }
}
