package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmName;
import io.vmm4j.VmmHost;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Secret;
import io.vmm4j.host.HostError;
import io.vmm4j.host.RebootException;
import io.vmm4j.host.RebootPreparation;
import io.vmm4j.host.RebootRecovery;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SafeRebootTest {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String NOTE = "/var/db/vmm4j/reboot";
    private static final GuestScript HUNG = GuestScript.openBsd().shutsDownIn(Duration.ofHours(1));

    private static SimulatedHostBuilder defining(String globals, String... vms) {
        StringBuilder conf = new StringBuilder(globals);
        SimulatedHostBuilder builder = Stage.builder().taps(8).cpus(1);
        for (String vm : vms) {
            String name = vm.replaceFirst(" .*", "");
            String start = vm.endsWith(" enable") ? "enable" : "disable";
            conf.append("vm \"" + name + "\" {\n" + start + "\nmemory 256M\ndisk \"/vm/" + name + ".raw\"\n}\n");
            builder.file("/vm/" + name + ".raw", "");
        }
        return builder.vmConf(conf.toString());
    }

    private static List<VmName> names(String... names) {
        return Stream.of(names).map(VmName::observed).toList();
    }

    private static void settle(Stage stage) {
        stage.host().timeline().advance(Duration.ofMinutes(1));
        stage.host().forgetCommands();
    }

    @ParameterizedTest
    @EnumSource(value = OpenBsdRelease.class, mode = EnumSource.Mode.EXCLUDE, names = "V6_5")
    @DisplayName("scenario 43: of four VMs three run; after the reboot exactly the three run again")
    void exactly_those_that_ran_run_again(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release).taps(8))) {
            for (String name : List.of("web", "db", "mail", "idle")) {
                stage.vmm().create(Stage.spec(name));
            }
            settle(stage);
            stage.vmm().vm("idle").stop(StopPolicy.graceful());

            RebootPreparation prepared = stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            assertThat(stage.processes()).isEmpty();
            stage.host().reboot();
            assertThat(stage.processes()).isEmpty();
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(stage.processes()).containsExactly("db", "mail", "web");
            assertThat(prepared.stopped().keySet()).containsExactlyElementsOf(names("web", "db", "mail"));
            assertThat(prepared.stopped().values()).containsOnly(StopOutcome.STOPPED);
            assertThat(prepared.noted()).isEqualTo(names("web", "db", "mail"));
            assertThat(resumed.started()).isEqualTo(names("web", "db", "mail"));
            assertThat(stage.host().files().exists(NOTE)).isFalse();
        }
    }

    @Test
    @DisplayName(
            "scenario 43: VMs of vm.conf, enabled and disabled, and one of the SDK's; those that vmd starts it starts itself")
    void vms_of_vm_conf_come_back_too() {
        try (Stage stage = Stage.on(defining("", "auto enable", "manual", "idle"))) {
            stage.running("own");
            stage.vmm().vm("manual").start();

            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(stage.processes()).containsExactly("auto", "manual", "own");
            assertThat(resumed.running()).isEqualTo(names("auto"));
            assertThat(resumed.started()).containsExactlyInAnyOrderElementsOf(names("manual", "own"));
            assertThat(resumed.others()).isEmpty();
        }
    }

    @Test
    void a_vm_that_was_stopped_and_that_vmd_starts_at_boot_is_told_of_before_and_after() {
        try (Stage stage = Stage.on(defining("", "auto enable", "manual"))) {
            settle(stage);
            stage.vmm().vm("auto").stop(StopPolicy.graceful());
            stage.vmm().vm("manual").start();

            RebootPreparation prepared = stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(prepared.startedByVmd()).isEqualTo(names("auto"));
            assertThat(resumed.others()).isEqualTo(names("auto"));
        }
    }

    @Test
    void without_a_note_nothing_is_waited_for_and_nothing_started() {
        try (Stage stage = Stage.on(defining("", "manual"))) {
            RebootPreparation prepared = stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(prepared.noted()).isEmpty();
            assertThat(stage.host().files().exists(NOTE)).isFalse();
            assertThat(resumed).isEqualTo(new RebootRecovery(List.of(), List.of(), List.of(), List.of()));
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void without_a_note_nothing_is_waited_for_even_if_vmd_is_down() {
        try (Stage stage = Stage.on(defining("", "manual"))) {
            stage.sh("rcctl stop vmd");
            Instant before = stage.host().timeline().now();

            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(resumed).isEqualTo(new RebootRecovery(List.of(), List.of(), List.of(), List.of()));
            assertThat(Duration.between(before, stage.host().timeline().now())).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void what_is_noted_is_read_by_people_too() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");

            stage.vmm().safeReboot().prepare(StopPolicy.graceful());

            assertThat(stage.host().files().read(NOTE))
                    .startsWith("# VMs to start again")
                    .endsWith("\nvm web\n");
            assertThat(stage.host().files().mode(NOTE)).isEqualTo(0644);
            assertThat(stage.host().files().owner(NOTE)).isEqualTo("root");
            assertThat(stage.vmm().safeReboot().noted()).isEqualTo(names("web"));
        }
    }

    @Test
    void it_is_not_resumed_before_the_boot() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());

            VmmException failure = Failures.of(() -> stage.vmm().safeReboot().resume(Duration.ofMinutes(1)));

            assertThat(failure.code()).isEqualTo(HostError.NOT_BACK);
            assertThat(failure).hasMessageContaining("it has not been booted since");
            assertThat(stage.processes()).isEmpty();
            assertThat(stage.vmm().safeReboot().noted()).isEqualTo(names("web"));
        }
    }

    @Test
    void a_preparation_is_taken_back_without_a_boot() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());

            RebootRecovery back = stage.vmm().safeReboot().cancel();

            assertThat(back.started()).isEqualTo(names("web"));
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.vmm().safeReboot().noted()).isEmpty();
        }
    }

    @Test
    void a_vm_that_nobody_could_start_again_stops_everything_before_it_begins() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.startedByHand("stray");

            RebootException failure =
                    (RebootException) Failures.of(() -> stage.vmm().safeReboot().prepare(StopPolicy.force()));

            assertThat(failure.code()).isEqualTo(HostError.VMS_LOST_BY_REBOOT);
            assertThat(failure.vms()).isEqualTo(names("stray"));
            assertThat(stage.processes()).containsExactly("stray", "web");
            assertThat(stage.host().files().exists(NOTE)).isFalse();
        }
    }

    @Test
    void a_vmd_that_would_not_come_back_stops_everything_before_it_begins() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");

            stage.sh("rcctl disable vmd");
            VmmException disabled = Failures.of(() -> stage.vmm().safeReboot().prepare(StopPolicy.force()));
            stage.sh("rcctl enable vmd; echo bogus >/etc/vm.conf");
            VmmException broken = Failures.of(() -> stage.vmm().safeReboot().prepare(StopPolicy.force()));

            assertThat(disabled.code()).isEqualTo(HostError.VMD_NOT_ENABLED);
            assertThat(broken.code()).isEqualTo(HostError.VM_CONF_INVALID);
            assertThat(broken).hasMessageContaining("/etc/vm.conf:1: syntax error");
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_guest_that_does_not_stop_is_an_error_and_the_others_are_stopped_and_remembered() {
        try (Stage stage = Stage.on(Stage.builder().guest("hung", HUNG))) {
            stage.vmm().create(Stage.spec("hung"));
            stage.vmm().create(Stage.spec("web"));
            settle(stage);

            RebootException failure = (RebootException)
                    Failures.of(() -> stage.vmm().safeReboot().prepare(StopPolicy.graceful(Duration.ofSeconds(20))));
            assertThat(failure.code()).isEqualTo(HostError.VMS_STILL_RUNNING);
            assertThat(failure.vms()).isEqualTo(names("hung"));
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(stage.processes()).containsExactly("hung");

            RebootPreparation again = stage.vmm().safeReboot().prepare(StopPolicy.force());
            assertThat(again.noted()).containsExactlyInAnyOrderElementsOf(names("hung", "web"));
            stage.host().reboot();
            stage.vmm().safeReboot().resume(PATIENCE);
            assertThat(stage.processes()).containsExactly("hung", "web");
        }
    }

    @Test
    void a_power_failure_in_the_midst_of_a_preparation_loses_nothing() {
        try (Stage stage = Stage.on(Stage.builder().guest("hung", HUNG))) {
            stage.vmm().create(Stage.spec("web"));
            stage.vmm().create(Stage.spec("hung"));
            settle(stage);
            Failures.of(() -> stage.vmm().safeReboot().prepare(StopPolicy.graceful(Duration.ofSeconds(20))));

            stage.host().powerFailure();
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(resumed.started()).isEqualTo(names("web", "hung"));
            assertThat(stage.processes()).containsExactly("hung", "web");
        }
    }

    @Test
    void a_second_reboot_before_it_was_resumed_makes_no_difference() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            stage.host().reboot();

            stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_vm_that_was_deleted_meanwhile_is_told_of() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.vmm().create(Stage.spec("web"));
            stage.vmm().create(Stage.spec("old"));
            settle(stage);
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.vmm().vm("old").delete(DeleteOptions.keepingDisks());
            stage.host().reboot();

            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(resumed.gone()).isEqualTo(names("old"));
            assertThat(resumed.started()).isEqualTo(names("web"));
        }
    }

    @Test
    void a_vm_that_cannot_be_started_stays_noted_and_keeps_no_other_from_being_started() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.vmm().create(Stage.spec("broken"));
            stage.vmm().create(Stage.spec("web"));
            settle(stage);
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            stage.sh("mv /vm/broken.qcow2 /vm/away");

            RebootException failure =
                    (RebootException) Failures.of(() -> stage.vmm().safeReboot().resume(PATIENCE));
            assertThat(failure.code()).isEqualTo(HostError.VMS_NOT_STARTED);
            assertThat(failure.vms()).isEqualTo(names("broken"));
            assertThat(stage.processes()).containsExactly("web");
            assertThat(stage.vmm().safeReboot().noted()).isEqualTo(names("broken"));

            stage.sh("mv /vm/away /vm/broken.qcow2");
            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);
            assertThat(resumed.started()).isEqualTo(names("broken"));
            assertThat(resumed.others()).isEqualTo(names("web"));
        }
    }

    @Test
    void a_vmd_that_is_not_up_yet_is_waited_for() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            stage.sh("rcctl stop vmd");
            stage.sh("sh -c 'sleep 90; rcctl start vmd' >/dev/null 2>&1 </dev/null &");

            Duration took = stage.timed(() -> stage.vmm().safeReboot().resume(PATIENCE));

            assertThat(took).isBetween(Duration.ofSeconds(85), Duration.ofSeconds(100));
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void vms_that_wait_for_their_turn_are_left_to_vmd() {
        try (Stage stage =
                Stage.on(defining("staggered start parallel 1 delay 60\n", "a enable", "b enable", "c enable"))) {
            stage.host().timeline().advance(Duration.ofMinutes(5));
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            stage.host().forgetCommands();

            RebootRecovery resumed = stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(resumed.running()).isEqualTo(names("a", "b", "c"));
            assertThat(stage.host().commands())
                    .noneMatch(command -> command.line().contains("vmctl start"));
            assertThat(stage.processes()).containsExactly("a", "b", "c");
        }
    }

    @Test
    void vms_that_are_not_vmds_to_start_are_started_as_far_apart_as_vm_conf_says() {
        try (Stage stage = Stage.on(defining("staggered start parallel 2 delay 40\n", "a", "b", "c", "d", "e"))) {
            for (String vm : List.of("a", "b", "c", "d", "e")) {
                stage.vmm().vm(vm).start();
            }
            settle(stage);
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();

            Duration took = stage.timed(() -> stage.vmm().safeReboot().resume(PATIENCE));

            assertThat(took).isBetween(Duration.ofSeconds(80), Duration.ofSeconds(90));
            assertThat(stage.processes()).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void it_goes_on_over_the_connection_that_the_reboot_broke() {
        try (Stage local = Stage.on(Stage.builder().rootPassword("let me in"));
                SimulatedSshServer server = local.host().serve();
                CommandExecutor executor = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect()) {
            Stage stage = local.through(executor);
            stage.running("web");

            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            stage.host().reboot();
            stage.vmm().safeReboot().resume(PATIENCE);

            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void a_host_that_cannot_be_reached_while_it_boots_is_waited_for() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            stage.vmm().safeReboot().prepare(StopPolicy.graceful());
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            faulty.spoil(1, Fault.HUNG_BEFORE);
            faulty.spoil(2, Fault.LOST_BEFORE);
            faulty.spoil(3, Fault.REFUSED);
            stage.host().reboot();

            stage.through(faulty).vmm().safeReboot().resume(PATIENCE);

            assertThat(faulty.roundTrips()).isGreaterThan(3);
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @ParameterizedTest
    @EnumSource
    void wherever_the_connection_fails_repeating_it_takes_all_that_ran_through_the_reboot(Fault fault) {
        for (int roundTrip = 1; roundTrip <= 9; roundTrip++) {
            try (Stage stage = Stage.on(Stage.builder())) {
                stage.vmm().create(Stage.spec("web"));
                stage.vmm().create(Stage.spec("db"));
                settle(stage);
                FaultyExecutor faulty = FaultyExecutor.around(
                        stage.host().executor(), stage.host().timeline());
                VmmHost vmm = stage.through(faulty).vmm();
                faulty.spoil(roundTrip, fault);

                untilItWorks(() -> vmm.safeReboot().prepare(StopPolicy.force()));
                assertThat(stage.processes()).isEmpty();
                stage.host().reboot();
                untilItWorks(() -> vmm.safeReboot().resume(PATIENCE));

                assertThat(stage.processes())
                        .as("fault in round trip " + roundTrip)
                        .containsExactly("db", "web");
                assertThat(stage.host().files().exists(NOTE)).isFalse();
            }
        }
    }

    /** Twice at most: there is one fault. */
    private static void untilItWorks(Runnable attempt) {
        try {
            attempt.run();
        } catch (VmmException e) {
            attempt.run();
        }
    }

    @Test
    void a_note_that_somebody_has_spoilt_is_not_guessed_at() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.host().files().write(NOTE, "web\n");

            VmmException failure = Failures.of(() -> stage.vmm().safeReboot().noted());

            assertThat(failure.code()).isEqualTo(HostError.REBOOT_NOTE_UNUSABLE);
            assertThat(failure).hasMessageContaining("it has the line: web");
            assertThat(failure.hint()).contains(NOTE);
        }
    }
}
