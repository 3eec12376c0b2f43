package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmInfo;
import io.vmm4j.VmSpec;
import io.vmm4j.VmState;
import io.vmm4j.error.VmmException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The connection fails at each round trip of each operation in each way, once or for good: what is reported as done is done,
 * a VM that runs keeps its disks, files of others stay, and what remains is named.
 */
class ConnectionFaultsTest {

    private static final Pattern REMOVAL = Pattern.compile("rm -f [ /\\w.]+");

    /** Whether the host comes back after the fault. */
    private enum Afterwards {
        BACK,
        AWAY
    }

    /** All faults at all round trips that an operation can come to, with its repairs. */
    private static Stream<Arguments> faults(int most) {
        return IntStream.rangeClosed(1, most)
                .boxed()
                .flatMap(trip -> Stream.of(Fault.values())
                        .flatMap(fault ->
                                Stream.of(Afterwards.values()).map(after -> Arguments.of(trip, fault, after))));
    }

    /** Lets an action meet a fault; the error it ends in, if it ends in one. */
    private static Optional<VmmException> meet(Stage stage, int trip, Fault fault, Afterwards after, Act action) {
        FaultyExecutor faulty =
                FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
        if (after == Afterwards.BACK) {
            faulty.spoil(trip, fault);
        } else {
            faulty.spoilFrom(trip, fault);
        }
        try {
            action.on(stage.through(faulty));
            return Optional.empty();
        } catch (VmmException e) {
            return Optional.of(Failures.of(() -> {
                throw e;
            }));
        }
    }

    @FunctionalInterface
    private interface Act {
        void on(Stage stage);
    }

    private static Stage stage() {
        return Stage.on(Stage.builder().taps(8));
    }

    private static VmSpec specWithTwoDisks(Stage stage) {
        return stage.withOwnDisk("foreign").build().toBuilder()
                .name(io.vmm4j.VmName.of("web"))
                .disk(Stage.spec("web").disks().get(0))
                .build();
    }

    @ParameterizedTest(name = "round trip {0}: {1}, then {2}")
    @MethodSource("createFaults")
    void create_is_whole_or_nothing_or_says_what_remains(int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            VmSpec spec = specWithTwoDisks(stage);

            Optional<VmmException> failure =
                    meet(stage, trip, fault, after, faulty -> faulty.vmm().create(spec));

            boolean runs = stage.processes().contains("web");
            assertThat(stage.hasDisk("foreign")).isTrue();
            if (runs) {
                assertThat(stage.hasDisk("web")).isTrue();
                assertThat(stage.hasRecord("web")).isTrue();
                failure.ifPresent(e -> assertThat(e.code()).isEqualTo(VmError.CREATE_UNKNOWN));
            } else {
                assertThat(failure).isPresent();
                failure.map(ConnectionFaultsTest::removal).ifPresent(stage::sh);
                assertThat(stage.hasDisk("web")).isFalse();
                assertThat(
                                stage.host().files().exists(Stage.RECORDS)
                                        ? stage.host().files().list(Stage.RECORDS)
                                        : List.of())
                        .isEmpty();
                assertThat(stage.hasDisk("foreign")).isTrue();
                assertThatCode(() -> stage.vmm().create(spec)).as("another try").doesNotThrowAnyException();
            }
        }
    }

    /** The command that the hint gives, which must not be more than a removal; true(1) if it gives none. */
    private static String removal(VmmException failure) {
        Matcher matcher = REMOVAL.matcher(failure.hint());
        return matcher.find() ? matcher.group() : "true";
    }

    @ParameterizedTest(name = "round trip {0}: {1}, then {2}")
    @MethodSource("startFaults")
    void start_tells_whether_it_runs(int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            stage.running("web").stop(StopPolicy.force());

            Optional<VmmException> failure = meet(
                    stage, trip, fault, after, faulty -> faulty.vmm().vm("web").start());

            boolean runs = stage.processes().contains("web");
            if (failure.isEmpty()) {
                assertThat(runs).isTrue();
            } else if (failure.get().code() != VmError.START_UNKNOWN) {
                assertThat(runs).isFalse();
            }
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
        }
    }

    static Stream<Arguments> createFaults() {
        return faults(6);
    }

    static Stream<Arguments> startFaults() {
        return faults(3);
    }

    static Stream<Arguments> restartFaults() {
        return faults(5);
    }

    static Stream<Arguments> deleteFaults() {
        return faults(5);
    }

    static Stream<Arguments> pauseFaults() {
        return faults(2);
    }

    static Stream<Arguments> stops() {
        return Stream.of(
                        StopPolicy.graceful(), StopPolicy.gracefulThenForce(Duration.ofSeconds(20)), StopPolicy.force())
                .flatMap(policy -> faults(4).map(Arguments::get).map(fault -> {
                    Object[] all = {policy, fault[0], fault[1], fault[2]};
                    return Arguments.of(all);
                }));
    }

    @ParameterizedTest(name = "{0}, round trip {1}: {2}, then {3}")
    @MethodSource("stops")
    void a_stop_that_is_reported_has_happened(StopPolicy policy, int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            stage.running("web");

            Optional<VmmException> failure = meet(
                    stage, trip, fault, after, faulty -> faulty.vmm().vm("web").stop(policy));

            if (failure.isEmpty()) {
                assertThat(stage.processes()).isEmpty();
            }
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
        }
    }

    @ParameterizedTest(name = "round trip {0}: {1}, then {2}")
    @MethodSource("restartFaults")
    void a_restart_that_is_reported_has_happened(int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            Vm vm = stage.running("web");
            long before = pid(vm).orElseThrow();

            Optional<VmmException> failure = meet(
                    stage, trip, fault, after, faulty -> faulty.vmm().vm("web").restart(StopPolicy.graceful()));

            if (failure.isEmpty()) {
                assertThat(pid(vm)).isPresent().isNotEqualTo(Optional.of(before));
            }
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
            assertThat(vm.status()).isPresent();
        }
    }

    private static Optional<Long> pid(Vm vm) {
        return vm.status()
                .flatMap(VmInfo::status)
                .flatMap(status ->
                        status.pid().isPresent() ? Optional.of(status.pid().getAsLong()) : Optional.empty());
    }

    @ParameterizedTest(name = "round trip {0}: {1}, then {2}")
    @MethodSource("deleteFaults")
    void delete_removes_no_disk_of_a_vm_that_runs_and_says_what_remains(int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            VmSpec spec = specWithTwoDisks(stage);
            Vm vm = stage.vmm().create(spec);
            stage.host().timeline().advance(Duration.ofMinutes(1));

            Optional<VmmException> failure = meet(
                    stage,
                    trip,
                    fault,
                    after,
                    faulty -> faulty.vmm().vm("web").delete(DeleteOptions.removingNewDisks()));

            boolean runs = stage.processes().contains("web");
            if (runs) {
                assertThat(failure).isPresent();
                assertThat(stage.hasDisk("web")).isTrue();
                assertThat(stage.hasRecord("web")).isTrue();
            } else if (failure.isEmpty()) {
                assertThat(stage.hasDisk("web")).isFalse();
                assertThat(stage.hasRecord("web")).isFalse();
            } else if (failure.get().code() == VmError.DELETE_INCOMPLETE) {
                stage.sh(removal(failure.get()));
                assertThat(stage.hasDisk("web")).isFalse();
                assertThat(stage.hasRecord("web")).isFalse();
            }
            assertThat(stage.hasDisk("foreign")).isTrue();
            if (vm.status().isPresent()) {
                vm.delete(DeleteOptions.removingNewDisks());
                assertThat(stage.hasDisk("web")).as("after another try").isFalse();
            }
        }
    }

    @ParameterizedTest(name = "round trip {0}: {1}, then {2}")
    @MethodSource("pauseFaults")
    void pause_and_unpause_that_are_reported_have_happened(int trip, Fault fault, Afterwards after) {
        try (Stage stage = stage()) {
            Vm vm = stage.running("web");

            Optional<VmmException> paused = meet(
                    stage, trip, fault, after, faulty -> faulty.vmm().vm("web").pause());
            VmState afterPause = vm.status().orElseThrow().state();
            vm.pause();
            Optional<VmmException> unpaused = meet(
                    stage, trip, fault, after, faulty -> faulty.vmm().vm("web").unpause());
            VmState afterUnpause = vm.status().orElseThrow().state();

            if (paused.isEmpty()) {
                assertThat(afterPause).isEqualTo(VmState.PAUSED);
            }
            if (unpaused.isEmpty()) {
                assertThat(afterUnpause).isEqualTo(VmState.RUNNING);
            }
        }
    }

    @Test
    void a_stop_whose_answers_are_always_lost_ends_in_an_error() {
        try (Stage stage = stage()) {
            stage.running("web");
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            faulty.spoilEvery(command -> command.argv().contains("stop"), Fault.LOST_BEFORE);

            Failures.of(() ->
                    stage.through(faulty).vmm().vm("web").stop(StopPolicy.gracefulThenForce(Duration.ofSeconds(20))));

            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_connection_that_breaks_when_the_answer_is_lost_for_good_leaves_a_vm_that_can_be_deleted() {
        try (Stage stage = stage()) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            faulty.spoilNext(command -> command.argv().contains("start"), Fault.LOST_AFTER);
            faulty.spoilEvery(command -> command.argv().contains("sleep"), Fault.REFUSED);

            VmmException failure = Failures.of(() -> stage.through(faulty).vmm().create(Stage.spec("web")));
            stage.vmm().vm("web").delete(DeleteOptions.removingNewDisks());

            assertThat(failure.code()).isEqualTo(VmError.CREATE_UNKNOWN);
            assertThat(failure.hint()).contains("rm -f " + Stage.record("web") + " /vm/web.qcow2");
            assertThat(stage.processes()).isEmpty();
            assertThat(stage.hasDisk("web")).isFalse();
        }
    }
}
