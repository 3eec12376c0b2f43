package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmInfo;
import io.vmm4j.VmNotFoundException;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.error.VmmException;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.vmctl.VmctlFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifeCycleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final GuestScript HUNG = GuestScript.openBsd().shutsDownIn(Duration.ofHours(1));

    private static SimulatedHostBuilder defined(boolean disabled) {
        String conf = "vm \"conf\" {\n" + (disabled ? "disable\n" : "") + "memory 256M\ndisk \"/vm/conf.raw\"\n}\n";
        return Stage.builder().file("/vm/conf.raw", "").vmConf(conf);
    }

    @Test
    @DisplayName("scenario 23: a name that is taken is refused, and only exactly that name")
    void only_the_very_same_name_is_taken() {
        try (Stage stage = Stage.on(Stage.builder().taps(8))) {
            stage.running("web");

            VmmException taken = Failures.of(() -> stage.vmm().create(Stage.spec("web")));
            for (String name : List.of("we", "root", "web2", "Web")) {
                stage.vmm().create(Stage.spec(name));
            }

            assertThat(taken.code()).isEqualTo(VmError.EXISTS);
            assertThat(taken).hasMessageContaining("vmctl status lists it as running");
            assertThat(stage.processes()).containsExactly("Web", "root", "we", "web", "web2");
            assertThat(stage.hasDisk("web")).isTrue();
        }
    }

    @Test
    @DisplayName("scenario 23: a name is taken by a VM that is only recorded or only defined, too")
    void a_stopped_vm_keeps_its_name() {
        try (Stage stage = Stage.on(defined(true))) {
            stage.running("web").stop(StopPolicy.graceful());

            VmmException recorded = Failures.of(() -> stage.vmm().create(Stage.spec("web")));
            VmmException defined = Failures.of(() -> stage.vmm().create(Stage.spec("conf")));

            assertThat(recorded.code()).isEqualTo(VmError.EXISTS);
            assertThat(recorded).hasMessageContaining(Stage.record("web"));
            assertThat(defined.code()).isEqualTo(VmError.EXISTS);
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
            assertThat(stage.hasDisk("conf")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(value = OpenBsdRelease.class, mode = EnumSource.Mode.EXCLUDE, names = "V6_5")
    @DisplayName("scenario 35: a stopped VM starts in two commands")
    void a_stopped_vm_starts(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            Vm vm = stage.running("web");
            vm.stop(StopPolicy.graceful());
            stage.host().forgetCommands();

            VmStatus status = vm.start();

            assertThat(status.state()).isEqualTo(VmState.RUNNING);
            assertThat(stage.host().roundTrips()).isLessThanOrEqualTo(2);
            assertThat(vm.status().orElseThrow().isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 36: a guest that takes seven seconds to shut down is waited for")
    void a_graceful_stop_takes_as_long_as_the_guest(OpenBsdRelease release) {
        try (Stage stage = Stage.on(
                Stage.builder(release).otherGuests(GuestScript.openBsd().shutsDownIn(Duration.ofSeconds(7))))) {
            Vm vm = stage.running("web");

            Duration took =
                    stage.timed(() -> assertThat(vm.stop(StopPolicy.graceful())).isEqualTo(StopOutcome.STOPPED));

            assertThat(took).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7500));
            assertThat(stage.host().roundTrips()).isLessThanOrEqualTo(2);
            assertThat(vm.status().map(VmInfo::isRunning)).isNotEqualTo(Optional.of(true));
            assertThat(stage.processes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 37: a hung guest is killed after its time")
    void a_hung_guest_is_forced(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release).otherGuests(HUNG))) {
            Vm vm = stage.running("web");

            StopOutcome outcome = vm.stop(StopPolicy.gracefulThenForce(Duration.ofSeconds(30)));

            assertThat(outcome).isEqualTo(StopOutcome.FORCED);
            assertThat(stage.host().roundTrips()).isLessThanOrEqualTo(3);
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    @DisplayName("scenario 37: a guest that cannot even be killed is an error, every time it is tried")
    void a_guest_that_cannot_be_killed_is_an_error() {
        try (Stage stage =
                Stage.on(Stage.builder().otherGuests(GuestScript.openBsd().masksInterrupts()))) {
            Vm vm = stage.running("web");

            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThat(Failures.of(() -> vm.stop(StopPolicy.force())).code())
                        .as("attempt " + attempt)
                        .isEqualTo(VmError.NOT_STOPPED);
            }
            VmmException start = Failures.of(vm::start);
            assertThat(start.code()).isEqualTo(VmctlFailure.RUNNING_OR_DEFINED);
            assertThat(start.hint()).contains("its process hangs").contains("restart of vmd(8)");
        }
    }

    @Test
    void a_graceful_stop_that_did_not_stop_is_an_error_and_the_guest_goes_on() {
        try (Stage stage = Stage.on(Stage.builder().otherGuests(HUNG))) {
            Vm vm = stage.running("web");

            VmmException failure = Failures.of(() -> vm.stop(StopPolicy.graceful(Duration.ofSeconds(30))));

            assertThat(failure.code()).isEqualTo(VmError.STILL_RUNNING);
            assertThat(failure).hasMessageContaining("web").hasMessageContaining("30 s");
            assertThat(vm.status().orElseThrow().state()).isEqualTo(VmState.STOPPING);
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_guest_that_is_stopping_already_is_waited_for() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            stage.sh("vmctl stop web");

            assertThat(vm.stop(StopPolicy.graceful())).isEqualTo(StopOutcome.STOPPED);
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void stopping_what_does_not_run_says_so() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            vm.stop(StopPolicy.force());

            assertThat(vm.stop(StopPolicy.graceful())).isEqualTo(StopOutcome.WAS_NOT_RUNNING);
            assertThat(vm.stop(StopPolicy.force())).isEqualTo(StopOutcome.WAS_NOT_RUNNING);
            assertThat(Failures.of(() -> stage.vmm().vm("we").stop(StopPolicy.force())))
                    .isInstanceOf(VmNotFoundException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(value = OpenBsdRelease.class, mode = EnumSource.Mode.EXCLUDE, names = "V6_5")
    @DisplayName("scenario 38: restart in three commands")
    void restart(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            Vm vm = stage.running("web");
            long pid = vm.status().orElseThrow().status().orElseThrow().pid().orElseThrow();
            stage.host().forgetCommands();

            VmStatus status = vm.restart(StopPolicy.graceful());

            assertThat(stage.host().roundTrips()).isLessThanOrEqualTo(3);
            assertThat(status.isRunning()).isTrue();
            assertThat(status.pid().orElseThrow()).isNotEqualTo(pid);
        }
    }

    @Test
    @DisplayName("scenario 38: a VM of vm.conf restarts as it is defined there")
    void restart_of_a_defined_vm() {
        try (Stage stage = Stage.on(defined(false))) {
            stage.host().timeline().advance(MINUTE);

            VmStatus status = stage.vmm().vm("conf").restart(StopPolicy.graceful());

            assertThat(status.isRunning()).isTrue();
            assertThat(status.maxMemory()).isEqualTo("258M");
        }
    }

    @Test
    void restart_of_a_vm_that_nobody_could_start_again_leaves_it_alone() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.sh("vmctl start -b /vm/bsd foreign");

            VmmException refusal = Failures.of(() -> stage.vmm().vm("foreign").restart(StopPolicy.force()));

            assertThat(refusal.code()).isEqualTo(VmError.CANNOT_BE_STARTED_AGAIN);
            assertThat(stage.processes()).containsExactly("foreign");
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 38: pause and unpause")
    void pause_and_unpause(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            Vm vm = stage.running("web");

            vm.pause();
            VmState paused = vm.status().orElseThrow().state();
            vm.pause();
            vm.unpause();
            VmState unpaused = vm.status().orElseThrow().state();
            vm.unpause();

            // Without a STATE column nobody can see whether a VM is paused.
            assertThat(paused).isEqualTo(release.isAtLeast(OpenBsdRelease.V7_6) ? VmState.PAUSED : VmState.RUNNING);
            assertThat(unpaused).isEqualTo(VmState.RUNNING);
        }
    }

    @Test
    @DisplayName("scenario 38: a guest that never idles cannot be paused, and that is an error in bounded time")
    void a_guest_that_never_idles_cannot_be_paused() {
        try (Stage stage =
                Stage.on(Stage.builder().otherGuests(GuestScript.openBsd().neverIdles()))) {
            Vm vm = stage.running("web");

            Duration took =
                    stage.timed(() -> assertThat(Failures.of(vm::pause).code()).isEqualTo(VmError.NOT_PAUSED));

            assertThat(took).isLessThan(MINUTE);
        }
    }

    @Test
    void what_does_not_run_cannot_be_paused() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            vm.stop(StopPolicy.force());

            assertThat(Failures.of(vm::pause).code()).isEqualTo(VmError.NOT_RUNNING);
            assertThat(Failures.of(vm::unpause).code()).isEqualTo(VmError.NOT_RUNNING);
            assertThat(Failures.of(() -> stage.vmm().vm("we").pause())).isInstanceOf(VmNotFoundException.class);
        }
    }

    @Test
    @DisplayName("scenario 39: delete with and without its disks")
    void delete_takes_the_disks_it_is_told_to() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("gone").delete(DeleteOptions.removingNewDisks());
            stage.running("kept").delete(DeleteOptions.keepingDisks());
            Vm own = stage.vmm().create(stage.withOwnDisk("own").build());
            own.delete(DeleteOptions.removingNewDisks());
            Vm all = stage.vmm().create(stage.withOwnDisk("all").build());
            all.delete(DeleteOptions.removingAllDisks());

            assertThat(stage.processes()).isEmpty();
            assertThat(stage.vmm().vms()).isEmpty();
            assertThat(stage.host().files().list(Stage.RECORDS)).isEmpty();
            assertThat(stage.hasDisk("gone")).isFalse();
            assertThat(stage.hasDisk("kept")).isTrue();
            assertThat(stage.hasDisk("own")).as("it was there before the VM").isTrue();
            assertThat(stage.hasDisk("all")).isFalse();
        }
    }

    @Test
    @DisplayName("scenario 39: a VM that does not stop keeps its disk and its record")
    void delete_of_a_vm_that_does_not_stop_removes_nothing() {
        try (Stage stage = Stage.on(Stage.builder().otherGuests(HUNG))) {
            Vm vm = stage.running("web");

            VmmException failure = Failures.of(() ->
                    vm.delete(DeleteOptions.removingAllDisks().stopping(StopPolicy.graceful(Duration.ofSeconds(20)))));

            assertThat(failure.code()).isEqualTo(VmError.STILL_RUNNING);
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
        }
    }

    @Test
    @DisplayName("scenario 39: a VM whose process vmd has lost sight of keeps its disk, at every try")
    void delete_of_a_vm_that_cannot_be_killed_removes_nothing() {
        try (Stage stage =
                Stage.on(Stage.builder().otherGuests(GuestScript.openBsd().masksInterrupts()))) {
            Vm vm = stage.running("web");

            for (int attempt = 1; attempt <= 2; attempt++) {
                assertThat(Failures.of(() -> vm.delete(
                                        DeleteOptions.removingAllDisks().stopping(StopPolicy.force())))
                                .code())
                        .as("attempt " + attempt)
                        .isEqualTo(VmError.NOT_STOPPED);
                assertThat(stage.hasDisk("web")).isTrue();
                assertThat(stage.hasRecord("web")).isTrue();
            }
        }
    }

    @Test
    void a_disk_that_another_vm_uses_is_not_removed() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm first = stage.running("first");
            first.stop(StopPolicy.force());
            stage.vmm()
                    .create(Stage.spec("second").toBuilder()
                            .disk(Stage.disk("first"))
                            .build());

            VmmException refusal = Failures.of(() -> first.delete(DeleteOptions.removingAllDisks()));
            first.delete(DeleteOptions.keepingDisks());

            assertThat(refusal.code()).isEqualTo(VmError.DISK_SHARED);
            assertThat(refusal).hasMessageContaining("second");
            assertThat(stage.hasDisk("first")).isTrue();
            assertThat(stage.processes()).containsExactly("second");
        }
    }

    @Test
    void a_disk_that_a_damaged_record_names_is_not_removed() {
        try (Stage stage = Stage.on(Stage.builder())) {
            Vm vm = stage.running("web");
            stage.host().files().write(Stage.record("broken"), "{ \"disk\": \"/vm/web.qcow2\"");

            assertThat(Failures.of(() -> vm.delete(DeleteOptions.removingAllDisks()))
                            .code())
                    .isEqualTo(VmError.DISK_SHARED);
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.hasDisk("web")).isTrue();
        }
    }

    @Test
    void a_vm_of_vm_conf_is_not_deleted() {
        try (Stage stage = Stage.on(defined(true))) {
            assertThat(Failures.of(() -> stage.vmm().vm("conf").delete(DeleteOptions.keepingDisks()))
                            .code())
                    .isEqualTo(VmError.DEFINED_ELSEWHERE);
            stage.sh("vmctl start conf");
            assertThat(Failures.of(() -> stage.vmm().vm("conf").delete(DeleteOptions.keepingDisks()))
                            .code())
                    .isEqualTo(VmError.DEFINED_ELSEWHERE);
            assertThat(stage.processes()).containsExactly("conf");
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenario 40: no VMs is an empty list, a vmd that is down an error")
    void an_empty_list_is_not_a_dead_daemon(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release))) {
            assertThat(stage.vmm().vms()).isEmpty();

            stage.sh("rcctl stop vmd");

            assertThat(Failures.of(() -> stage.vmm().vms()).code()).isEqualTo(VmctlFailure.VMD_NOT_RUNNING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "stopped", "NAME", "a.b-c_d", "averylongnamewiththirtychars30"})
    @DisplayName("scenario 40: names that look like something else")
    void names_that_look_like_something_else(String name) {
        for (OpenBsdRelease release : OpenBsdRelease.values()) {
            try (Stage stage = Stage.on(Stage.builder(release))) {
                stage.running(name);

                assertThat(stage.vmm().vms())
                        .extracting(vm -> vm.name().value())
                        .containsExactly(name);
                assertThat(stage.vmm().vm(name).status().orElseThrow().isRunning())
                        .isTrue();
                assertThat(stage.vmm().vm(name + "x").status()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("scenario 40: a VM that waits for its turn waits, and can be started by hand")
    void a_waiting_vm() {
        String vm = "vm \"%s\" {\ndisk \"/vm/%s.raw\"\n}\n";
        try (Stage stage = Stage.on(Stage.builder()
                .cpus(1)
                .file("/vm/a.raw", "")
                .file("/vm/b.raw", "")
                .vmConf(vm.formatted("a", "a") + vm.formatted("b", "b")))) {
            Vm waiting = stage.vmm().vm("b");

            assertThat(waiting.status().orElseThrow().state()).isEqualTo(VmState.WAITING);
            assertThat(waiting.status().orElseThrow().isRunning()).isFalse();
            assertThat(waiting.stop(StopPolicy.graceful())).isEqualTo(StopOutcome.WAS_NOT_RUNNING);
            assertThat(waiting.start().isRunning()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(OpenBsdRelease.class)
    @DisplayName("scenarios 40, 41: stopped rows are stopped, whatever else is in the table")
    void every_kind_of_row(OpenBsdRelease release) {
        String conf = """
                vm "owned" {
                    disable
                    disk "/vm/x.raw"
                    owner "root:wheel"
                }
                vm "group" {
                    disable
                    disk "/vm/x.raw"
                    owner ":operator"
                }
                """;
        try (Stage stage = Stage.on(Stage.builder(release).file("/vm/x.raw", "").vmConf(conf))) {
            stage.running("web");
            stage.sh("vmctl stop web");

            List<VmInfo> vms = stage.vmm().vms();

            assertThat(vms).extracting(vm -> vm.name().value()).containsExactly("group", "owned", "web");
            assertThat(vms)
                    .extracting(VmInfo::state)
                    .containsExactly(VmState.STOPPED, VmState.STOPPED, VmState.STOPPING);
            assertThat(vms.get(0).status().orElseThrow().owner()).endsWith(":operator");
            assertThat(vms.get(1).isRunning()).isFalse();
            assertThat(vms.get(2).isRunning()).isTrue();
        }
    }
}
