package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.MemorySize;
import io.vmm4j.NetworkMode;
import io.vmm4j.StopPolicy;
import io.vmm4j.ValueError;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.error.ErrorCode;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.vmctl.VmctlFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot work ends in an error that has a name and says what to do, soon, and with nothing lost on the host. */
class BadInputTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Every operation on a VM that changes it. */
    private static Map<String, Runnable> operations(Vm vm) {
        Map<String, Runnable> operations = new LinkedHashMap<>();
        operations.put("start", vm::start);
        operations.put("stop", () -> vm.stop(StopPolicy.graceful()));
        operations.put("force", () -> vm.stop(StopPolicy.force()));
        operations.put("restart", () -> vm.restart(StopPolicy.graceful()));
        operations.put("pause", vm::pause);
        operations.put("unpause", vm::unpause);
        operations.put("delete", () -> vm.delete(DeleteOptions.removingAllDisks()));
        operations.put("console", () -> vm.openConsole(TerminalSize.VT220, OutputSink.discard(), MINUTE));
        return operations;
    }

    private static VmmException failing(Stage stage, Runnable action) {
        List<VmmException> failures = new ArrayList<>();
        Duration took = stage.timed(() -> failures.add(Failures.of(action::run)));
        assertThat(took).isLessThan(MINUTE);
        return failures.get(0);
    }

    private static ErrorCode codeOf(Stage stage, Runnable action) {
        return failing(stage, action).code();
    }

    private static void assertNothingOf(Stage stage, String name) {
        assertThat(stage.hasDisk(name)).isFalse();
        assertThat(stage.hasRecord(name)).isFalse();
    }

    @Test
    void nothing_is_lost_while_vmd_does_not_run() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            stage.sh("rcctl stop vmd");

            operations(vm)
                    .forEach((name, operation) ->
                            assertThat(codeOf(stage, operation)).as(name).isEqualTo(VmctlFailure.VMD_NOT_RUNNING));
            assertThat(codeOf(stage, () -> stage.vmm().vms())).isEqualTo(VmctlFailure.VMD_NOT_RUNNING);
            VmmException refused = failing(stage, () -> stage.vmm().create(Stage.spec("other")));

            assertThat(refused.code()).isEqualTo(VmctlFailure.VMD_NOT_RUNNING);
            assertThat(refused.hint()).contains("rcctl -f start vmd");
            assertNothingOf(stage, "other");
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
            stage.sh("rcctl start vmd");
            assertThat(vm.start().isRunning()).isTrue();
        }
    }

    @Test
    void a_vmd_that_was_never_started_is_told_from_one_that_stopped() {
        try (Stage stage = Stage.on(Stage.builder().disabled("vmd"))) {
            VmmException failure = failing(stage, () -> stage.vmm().vms());

            assertThat(failure.code()).isEqualTo(VmctlFailure.VMD_NEVER_STARTED);
            assertThat(failure.hint()).contains("rcctl enable vmd");
        }
    }

    @Test
    void a_user_without_rights_on_the_socket_learns_how_to_get_them() {
        try (SimulatedHost host =
                        Stage.builder().user(SimulatedUser.named("guest")).build();
                Stage stage = Stage.ready(host, host.executor())) {
            stage.running("web");
            VmmHost asGuest = asUser(host, "guest");

            VmmException failure = failing(stage, asGuest::vms);
            assertThat(failure.code()).isEqualTo(VmctlFailure.SOCKET_NOT_PERMITTED);
            assertThat(failure.hint()).contains("wheel").contains("doas");
            operations(asGuest.vm("web"))
                    .forEach((name, operation) ->
                            assertThat(codeOf(stage, operation)).as(name).isEqualTo(VmctlFailure.SOCKET_NOT_PERMITTED));
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_user_who_sees_a_vm_of_roots_cannot_touch_it() {
        try (SimulatedHost host = Stage.builder()
                        .user(SimulatedUser.named("operator1").inGroups("wheel"))
                        .build();
                Stage stage = Stage.ready(host, host.executor())) {
            stage.running("web");
            Vm vm = asUser(host, "operator1").vm("web");

            assertThat(vm.status()).isPresent();
            assertThat(codeOf(stage, () -> vm.stop(StopPolicy.force()))).isEqualTo(VmctlFailure.NOT_OWNER);
            assertThat(codeOf(stage, vm::pause)).isEqualTo(VmctlFailure.NOT_OWNER);
            assertThat(codeOf(stage, () -> vm.restart(StopPolicy.force()))).isEqualTo(VmctlFailure.NOT_OWNER);
            assertThat(codeOf(stage, () -> vm.delete(DeleteOptions.removingAllDisks())))
                    .isEqualTo(VmctlFailure.NOT_OWNER);
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
        }
    }

    @Test
    void a_user_who_cannot_create_leaves_nothing_behind() {
        try (SimulatedHost host = Stage.builder()
                        .user(SimulatedUser.named("operator1").inGroups("wheel"))
                        .build();
                Stage stage = Stage.ready(host, host.executor())) {
            VmSpec spec = VmSpec.builder(VmName.of("web"))
                    .disk(DiskSpec.blank(DiskImage.qcow2("/home/operator1/web.qcow2"), DiskSize.of("1G")))
                    .build();

            VmmException failure =
                    failing(stage, () -> asUser(host, "operator1").create(spec));

            assertThat(failure.code()).isEqualTo(ExecError.TRANSFER_FAILED);
            assertThat(failure).hasMessageContaining("/var/db/vmm4j");
            assertThat(host.files().exists("/home/operator1/web.qcow2")).isFalse();
            assertThat(stage.processes()).isEmpty();
        }
    }

    private static VmmHost asUser(SimulatedHost host, String user) {
        return VmmHost.builder(host.executor(user))
                .timeline(host.timeline())
                .asUser()
                .build();
    }

    @Test
    void what_is_no_openbsd_has_no_vmctl() {
        try (SimulatedHost linux = SimulatedHost.linux().build()) {
            VmmHost host =
                    VmmHost.builder(linux.executor()).timeline(linux.timeline()).build();

            VmmException failure = Failures.of(host::vms);

            assertThat(failure.code()).isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
            assertThat(failure.hint()).contains("OpenBSD");
            assertThat(Failures.of(() -> host.create(Stage.spec("web"))).code())
                    .isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
        }
    }

    @Test
    void an_openbsd_without_vmctl_says_so() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.sh("rm /usr/sbin/vmctl");

            assertThat(codeOf(stage, () -> stage.vmm().create(Stage.spec("web"))))
                    .isEqualTo(VmctlFailure.VMCTL_NOT_FOUND);
            operations(stage.vmm().vm("web"))
                    .forEach((name, operation) ->
                            assertThat(codeOf(stage, operation)).as(name).isEqualTo(VmctlFailure.VMCTL_NOT_FOUND));
            assertNothingOf(stage, "web");
        }
    }

    @Test
    void a_vm_that_is_not_there_is_not_found() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            Vm unknown = stage.vmm().vm("we");

            assertThat(unknown.status()).isEmpty();
            assertThat(unknown.address()).isEmpty();
            operations(unknown)
                    .forEach((name, operation) ->
                            assertThat(codeOf(stage, operation)).as(name).isEqualTo(VmError.NOT_FOUND));
            assertThat(codeOf(stage, () -> unknown.awaitAddress(Duration.ofHours(1))))
                    .isEqualTo(VmError.NOT_FOUND);
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_name_of_digits_is_refused_before_anything_is_sent() {
        try (Stage stage = Stage.on(Stage.builder())) {
            VmmException refused = Failures.of(() -> VmName.of("123"));
            assertThat(refused.code()).isEqualTo(ValueError.NAME_READ_AS_ID);
            assertThat(refused.hint()).contains("vm123");

            assertThat(codeOf(stage, () -> stage.vmm().vm("123").stop(StopPolicy.force())))
                    .isEqualTo(ValueError.NAME_NOT_ADDRESSABLE);
            assertThat(codeOf(stage, () -> stage.vmm().vm("123").pause())).isEqualTo(ValueError.NAME_NOT_ADDRESSABLE);
            assertThat(stage.host().commands()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"512MB", "512MiB"})
    void a_size_with_two_letters_is_refused_with_the_right_one(String text) {
        VmmException refused = Failures.of(() -> MemorySize.of(text));

        assertThat(refused.code()).isEqualTo(ValueError.SIZE_SYNTAX);
        assertThat(refused.hint()).contains("512M").doesNotContain("512MB", "512Mi");
    }

    @Test
    void a_disk_that_another_vm_has_locked_is_left_to_it() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            VmSpec spec = VmSpec.builder(VmName.of("thief"))
                    .disk(Stage.disk("web"))
                    .network(NetworkMode.local())
                    .build();

            VmmException failure = failing(stage, () -> stage.vmm().create(spec));

            assertThat(failure.code()).isEqualTo(VmctlFailure.DISK_UNAVAILABLE);
            assertThat(failure.hint()).contains("/vm/web.qcow2").contains("locked");
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("thief")).isFalse();
        }
    }

    @Test
    void files_that_are_missing_or_in_the_way_are_told_before_anything_is_made() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.withOwnDisk("there");
            VmSpec base = Stage.spec("web");
            Map<VmSpec, VmError> wrong = new LinkedHashMap<>();
            wrong.put(base.toBuilder().disk(DiskImage.raw("/vm/none.raw")).build(), VmError.FILE_MISSING);
            wrong.put(base.toBuilder().kernel(HostPath.of("/vm/none")).build(), VmError.FILE_MISSING);
            wrong.put(base.toBuilder().cdrom(HostPath.of("/vm/none.iso")).build(), VmError.FILE_MISSING);
            wrong.put(
                    base.toBuilder()
                            .disk(DiskSpec.copyOf(DiskImage.raw("/vm/none.raw"), Stage.disk("copy")))
                            .build(),
                    VmError.FILE_MISSING);
            wrong.put(
                    base.toBuilder()
                            .disk(DiskSpec.blank(Stage.disk("there"), DiskSize.of("1G")))
                            .build(),
                    VmError.FILE_IN_THE_WAY);

            wrong.forEach((spec, code) ->
                    assertThat(codeOf(stage, () -> stage.vmm().create(spec))).isEqualTo(code));

            assertNothingOf(stage, "web");
            assertThat(stage.hasDisk("there")).isTrue();
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void a_later_disk_that_cannot_be_made_takes_the_earlier_ones_with_it() {
        try (Stage stage = Stage.on(Stage.builder())) {
            VmSpec spec = Stage.spec("web").toBuilder()
                    .disk(DiskSpec.blank(DiskImage.qcow2("/nowhere/second.qcow2"), DiskSize.of("1G")))
                    .build();

            assertThat(codeOf(stage, () -> stage.vmm().create(spec))).isEqualTo(VmctlFailure.DISK_DIRECTORY_MISSING);
            assertNothingOf(stage, "web");
        }
    }

    @Test
    void disks_made_by_a_vmctl_that_does_not_say_so_are_taken_back_all_of_them() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.sh("mv /usr/sbin/vmctl /usr/sbin/vmctl.real");
            stage.host().files().write("/usr/sbin/vmctl", """
                    #!/bin/sh
                    case "$*" in
                    create*/vm/web.qcow2) exec /usr/sbin/vmctl.real "$@" 2>/dev/null ;;
                    esac
                    exec /usr/sbin/vmctl.real "$@"
                    """);
            stage.host().files().setMode("/usr/sbin/vmctl", 0755);
            VmSpec spec = Stage.spec("web").toBuilder()
                    .disk(DiskSpec.blank(Stage.disk("second"), DiskSize.of("1G")))
                    .build();

            assertThat(codeOf(stage, () -> stage.vmm().create(spec))).isEqualTo(VmctlFailure.CONTRADICTION);
            assertNothingOf(stage, "web");
            assertThat(stage.hasDisk("second")).isFalse();
        }
    }

    @Test
    void a_file_that_somebody_makes_while_a_vm_is_created_stays_his() {
        try (Stage stage = Stage.on(Stage.builder())) {
            CommandExecutor meddled = new MeddledExecutor(
                    stage.host().executor(),
                    command -> command.argv().contains("create"),
                    () -> stage.host().files().write("/vm/web.qcow2", "not yours"));
            VmSpec spec = Stage.fromReadyImage("web");

            VmmException failure =
                    failing(stage, () -> stage.through(meddled).vmm().create(spec));

            assertThat(failure.code()).isEqualTo(VmctlFailure.DESTINATION_NOT_CREATED);
            assertThat(stage.host().files().read("/vm/web.qcow2")).isEqualTo("not yours");
            assertThat(stage.hasRecord("web")).isFalse();
        }
    }

    @Test
    void of_many_that_create_one_name_at_the_same_time_one_succeeds_and_is_not_harmed() throws Exception {
        try (Stage stage = Stage.on(Stage.builder())) {
            VmSpec spec =
                    stage.withOwnDisk("web").kernel(HostPath.of(Stage.KERNEL)).build();
            ExecutorService threads = Executors.newFixedThreadPool(6);
            List<Future<Vm>> tries = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String own = "/vm/own" + i + ".qcow2";
                tries.add(threads.submit(() -> stage.vmm()
                        .create(spec.toBuilder()
                                .disk(DiskSpec.blank(DiskImage.qcow2(own), DiskSize.of("1G")))
                                .build())));
            }

            int succeeded = 0;
            for (Future<Vm> one : tries) {
                try {
                    one.get(30, TimeUnit.SECONDS);
                    succeeded++;
                } catch (ExecutionException e) {
                    assertThat(((VmmException) e.getCause()).code()).isEqualTo(VmError.EXISTS);
                }
            }
            threads.shutdown();

            assertThat(succeeded).isEqualTo(1);
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.host().files().list(Stage.RECORDS)).containsExactly("web.json");
            VmSpec recorded =
                    stage.vmm().vm("web").status().orElseThrow().spec().orElseThrow();
            assertThat(stage.host().files().list(Stage.DIRECTORY))
                    .filteredOn(name -> name.startsWith("own"))
                    .containsExactly(
                            recorded.disks().get(1).image().path().value().replace("/vm/", ""));
        }
    }

    @Test
    void a_second_start_is_refused_and_changes_nothing() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");

            assertThat(codeOf(stage, vm::start)).isEqualTo(VmError.ALREADY_RUNNING);
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_guest_that_dies_at_once_leaves_nothing_behind() {
        try (Stage stage =
                Stage.on(Stage.builder().otherGuests(GuestScript.openBsd().diesAfter(Duration.ofMillis(200))))) {
            VmmException failure = failing(stage, () -> stage.vmm().create(Stage.spec("web")));

            assertThat(failure.code()).isEqualTo(VmError.DIED_AT_START);
            assertThat(failure.hint()).contains("/var/log/daemon");
            assertNothingOf(stage, "web");
        }
    }

    @Test
    void a_host_without_firmware_says_how_to_get_it() {
        try (Stage stage = Stage.on(Stage.builder().withoutFirmware())) {
            VmmException failure = failing(stage, () -> stage.vmm().create(Stage.fromReadyImage("web")));

            assertThat(failure.code()).isEqualTo(VmctlFailure.FIRMWARE_MISSING);
            assertThat(failure.hint()).contains("fw_update vmm");
            assertNothingOf(stage, "web");
        }
    }

    @Test
    void a_host_without_a_free_tap_says_how_to_make_more() {
        try (Stage stage = Stage.on(Stage.builder().taps(1))) {
            stage.running("web");

            VmmException failure = failing(stage, () -> stage.vmm().create(Stage.spec("other")));

            assertThat(failure.code()).isEqualTo(VmctlFailure.NO_FREE_TAP);
            assertThat(failure.hint()).contains("MAKEDEV");
            assertNothingOf(stage, "other");
        }
    }

    @Test
    void too_many_starts_in_a_row_are_worth_another_try_later() {
        String conf = "vm \"conf\" {\ndisable\ndisk \"/vm/conf.raw\"\n}\n";
        try (Stage stage = Stage.on(Stage.builder().file("/vm/conf.raw", "").vmConf(conf))) {
            Vm vm = stage.vmm().vm("conf");
            for (int i = 0; i < 3; i++) {
                vm.start();
                vm.stop(StopPolicy.force());
            }

            VmmException failure = failing(stage, vm::start);

            assertThat(failure.code()).isEqualTo(VmctlFailure.RESTARTED_TOO_QUICKLY);
            assertThat(failure.retryable()).isTrue();
            stage.host().timeline().advance(Duration.ofSeconds(6));
            assertThat(vm.start().isRunning()).isTrue();
        }
    }

    @Test
    void records_that_cannot_be_read_are_not_taken_for_none() {
        try (SimulatedHost host = Stage.builder()
                        .user(SimulatedUser.named("operator1").inGroups("wheel"))
                        .build();
                Stage stage = Stage.ready(host, host.executor())) {
            stage.running("web").stop(StopPolicy.force());
            host.files().setMode(Stage.RECORDS, 0700);

            VmmException failure =
                    failing(stage, () -> asUser(host, "operator1").vms());

            assertThat(failure.code()).isEqualTo(VmError.RECORDS_UNREADABLE);
            assertThat(failure.hint()).contains("chmod 755 " + Stage.RECORDS);
        }
    }

    @Test
    void the_address_of_a_vm_that_does_not_run_is_not_waited_for() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            vm.stop(StopPolicy.force());

            assertThat(vm.address()).isEmpty();
            assertThat(codeOf(stage, () -> vm.awaitAddress(Duration.ofHours(1))))
                    .isEqualTo(VmError.NOT_RUNNING);
        }
    }
}
