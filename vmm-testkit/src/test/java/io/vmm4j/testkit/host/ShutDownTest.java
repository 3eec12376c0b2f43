package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Secret;
import io.vmm4j.guest.GuestConnector;
import io.vmm4j.guest.GuestError;
import io.vmm4j.guest.GuestShell;
import io.vmm4j.guest.HostKeyTrust;
import io.vmm4j.ssh.guest.SshGuestConnector;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedUser;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shutting a guest down from inside: it has stopped when its VM has, and not before. */
@Timeout(60)
class ShutDownTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final GuestConnector ROOT = SshGuestConnector.as("root").withPassword(Secret.of("let me in"));

    private static SimulatedHostBuilder host(GuestScript script) {
        return Stage.builder().otherGuests(script.withRootPassword("let me in"));
    }

    private static GuestShell login(Vm vm) {
        return vm.guest().connect(ROOT, HostKeyTrust.onFirstUse(), TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({"OPENBSD, 13", "LINUX, 13", "OPENBSD, 0", "LINUX, 0"})
    void a_guest_is_shut_down_from_inside_however_soon_the_connection_ends(GuestScript.Family family, int seconds) {
        GuestScript script = family == GuestScript.Family.LINUX ? GuestScript.linux() : GuestScript.openBsd();
        try (Stage stage = Stage.on(host(script.shutsDownIn(Duration.ofSeconds(seconds))))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                Duration took = stage.timed(() -> assertThat(vm.guest().shutDown(shell, StopPolicy.graceful()))
                        .isEqualTo(StopOutcome.STOPPED));

                assertThat(took).isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds + 1));
            }
            assertThat(stage.processes()).isEmpty();
            assertThat(stage.host().commands())
                    .noneMatch(command -> command.argv().contains("stop"));
        }
    }

    @Test
    void a_linux_that_halts_and_stays_is_ended_once_it_says_so_on_its_console() {
        GuestScript script =
                GuestScript.linux().shutsDownIn(Duration.ofSeconds(7)).staysHalted("reboot: System halted\n");
        try (Stage stage = Stage.on(host(script))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                Duration took = stage.timed(() -> assertThat(vm.guest().shutDown(shell, StopPolicy.graceful()))
                        .isEqualTo(StopOutcome.STOPPED));

                assertThat(took).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
            }
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void a_guest_that_halts_without_a_word_is_no_success() {
        try (Stage stage = Stage.on(host(GuestScript.linux().staysHalted("")))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                VmmException failure =
                        Failures.of(() -> vm.guest().shutDown(shell, StopPolicy.graceful(Duration.ofSeconds(40))));

                assertThat(failure.code()).isEqualTo(VmError.STILL_RUNNING);
                assertThat(failure).hasMessageContaining("40 s");
                assertThat(stage.processes()).containsExactly("web");
                assertThat(vm.guest().shutDown(shell, StopPolicy.force())).isEqualTo(StopOutcome.FORCED);
            }
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void a_guest_that_takes_too_long_is_killed_only_if_that_was_asked_for() {
        try (Stage stage = Stage.on(host(GuestScript.linux().shutsDownIn(Duration.ofMinutes(10))))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                assertThat(vm.guest().shutDown(shell, StopPolicy.gracefulThenForce(Duration.ofSeconds(20))))
                        .isEqualTo(StopOutcome.FORCED);
            }
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void a_guest_that_reboots_instead_has_not_stopped() {
        GuestScript script =
                GuestScript.linux().rebootsAfter(Duration.ofSeconds(70)).shutsDownIn(Duration.ofHours(1));
        try (Stage stage = Stage.on(host(script))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                assertThat(Failures.of(() -> vm.guest().shutDown(shell, StopPolicy.graceful(Duration.ofSeconds(60))))
                                .code())
                        .isEqualTo(VmError.STILL_RUNNING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPENBSD", "LINUX"})
    void a_guest_that_does_not_let_the_user_shut_it_down_runs_on(GuestScript.Family family) {
        GuestScript script = family == GuestScript.Family.LINUX ? GuestScript.linux() : GuestScript.openBsd();
        SimulatedUser ann = SimulatedUser.named("ann").withPassword("hers").withShell("/bin/sh");
        try (Stage stage = Stage.on(host(script.withUser(ann)))) {
            Vm vm = stage.running("web");
            GuestConnector connector = SshGuestConnector.as("ann").withPassword(Secret.of("hers"));
            try (GuestShell shell = vm.guest().connect(connector, HostKeyTrust.onFirstUse(), TIMEOUT)) {
                VmmException failure = Failures.of(() -> vm.guest().shutDown(shell, StopPolicy.graceful()));

                assertThat(failure.code()).isEqualTo(GuestError.SHUTDOWN_REFUSED);
                assertThat(failure).hasMessageContaining("sudo");
            }
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_vm_that_has_stopped_already_is_left_alone() {
        try (Stage stage = Stage.on(host(GuestScript.linux()))) {
            Vm vm = stage.running("web");
            try (GuestShell shell = login(vm)) {
                vm.stop(StopPolicy.force());

                assertThat(vm.guest().shutDown(shell, StopPolicy.graceful())).isEqualTo(StopOutcome.WAS_NOT_RUNNING);
            }
        }
    }
}
