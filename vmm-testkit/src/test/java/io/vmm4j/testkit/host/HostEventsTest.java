package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopPolicy;
import io.vmm4j.VmName;
import io.vmm4j.event.HostEvent;
import io.vmm4j.event.HostEvents;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.Occurrence.Gap;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Effect;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedUser;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The events of a simulated host. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostEventsTest {

    private static final String CONF = """
            vm "db" {
                memory 512M
                disk "/vm/ready.qcow2"
            }
            vm "mail" {
                disable
                disk "/vm/mail.qcow2"
            }
            """;

    /** A host with two VMs of vm.conf(5), of which one runs. */
    private static Stage configured() {
        Stage stage = Stage.on(Stage.builder());
        stage.sh("vmctl create -s 1G qcow2:/vm/mail.qcow2");
        stage.host().files().write("/etc/vm.conf", CONF);
        stage.sh("rcctl reload vmd");
        stage.host().timeline().advance(Duration.ofMinutes(1));
        stage.host().forgetCommands();
        return stage;
    }

    @Test
    void the_first_look_tells_of_all_there_is() {
        try (Stage stage = configured()) {
            assertThat(new WatchedHost(stage).happened())
                    .containsExactly("vmd-up", "configuration-changed", "vm-appeared db", "vm-appeared mail");
        }
    }

    @Test
    void a_vm_of_vm_conf_starts_pauses_and_stops_and_stays() {
        try (Stage stage = configured()) {
            assertThat(new WatchedHost(stage)
                            .then("vmctl start mail")
                            .then("vmctl pause mail")
                            .then("vmctl unpause mail")
                            .then(() -> stage.vmm().vm("mail").restart(StopPolicy.force()))
                            .then("vmctl stop -fw mail")
                            .happenedThen())
                    .containsExactly(
                            "vm-started mail",
                            "vm-paused mail",
                            "vm-unpaused mail",
                            "vm-restarted mail",
                            "vm-stopped mail");
        }
    }

    @Test
    void a_guest_that_shuts_down_is_seen_doing_so() {
        try (Stage stage = configured()) {
            assertThat(new WatchedHost(stage)
                            .then("vmctl stop db")
                            .then(() -> stage.host().timeline().advance(Duration.ofMinutes(3)))
                            .happenedThen())
                    .startsWith("vm-stopping db")
                    .endsWith("vm-stopped db");
        }
    }

    @Test
    void an_ad_hoc_vm_vanishes_and_one_with_a_record_stops() {
        try (Stage stage = Stage.on(Stage.builder())) {
            assertThat(new WatchedHost(stage)
                            .then("vmctl start -b /vm/bsd theirs")
                            .then(() -> stage.vmm().create(Stage.spec("ours")))
                            .then("vmctl stop -fw theirs")
                            .then("vmctl stop -fw ours")
                            .then(() -> stage.vmm().vm("ours").delete(DeleteOptions.removingNewDisks()))
                            .happenedThen())
                    .containsExactly(
                            "vm-appeared theirs",
                            "vm-appeared ours",
                            "vm-vanished theirs",
                            "vm-stopped ours",
                            "vm-vanished ours");
        }
    }

    @Test
    void vmd_that_is_down_leaves_vms_unknown_until_it_is_up_again() {
        try (Stage stage = configured()) {
            WatchedHost host = new WatchedHost(stage)
                    .then("vmctl start -b /vm/bsd adhoc")
                    .then("rcctl stop vmd")
                    .then(() -> {})
                    .then("rcctl -f start vmd; sleep 40");
            assertThat(host.happenedThen())
                    .containsExactly(
                            "vm-appeared adhoc",
                            "vmd-down",
                            "vm-became-unknown adhoc",
                            "vm-became-unknown db",
                            "vm-became-unknown mail",
                            "gap",
                            "vmd-up",
                            "vm-vanished adhoc",
                            "vm-started db",
                            "vm-stopped mail");
        }
    }

    @Test
    void a_change_of_vm_conf_is_told_of_the_file_and_of_the_vms_it_is_about() {
        try (Stage stage = configured()) {
            assertThat(new WatchedHost(stage)
                            .then(() -> write(stage, "# a comment\n" + CONF))
                            .then(() -> write(stage, CONF.replace("512M", "1G")))
                            .then(() -> write(stage, CONF.replace("512M", "1G") + "vm \"db\" {"))
                            .then(() -> write(stage, CONF))
                            .happenedThen())
                    .containsExactly(
                            "configuration-changed",
                            "configuration-changed",
                            "vm-definition-changed db",
                            "configuration-changed",
                            "configuration-changed",
                            "vm-definition-changed db");
        }
    }

    private static void write(Stage stage, String text) {
        stage.host().files().write("/etc/vm.conf", text);
    }

    @Test
    void a_record_that_changes_is_a_definition_that_changes() {
        try (Stage stage = Stage.on(Stage.builder())) {
            stage.running("web");
            String record = stage.host().files().read(Stage.record("web"));

            assertThat(new WatchedHost(stage)
                            .then(() -> stage.host()
                                    .files()
                                    .write(Stage.record("web"), record.replace("\"512M\"", "\"1024M\"")))
                            .happenedThen())
                    .containsExactly("vm-definition-changed web");
        }
    }

    @Test
    void a_user_who_may_not_read_vm_conf_sees_everything_else() {
        try (Stage stage = Stage.on(Stage.builder()
                .file("/etc/vm.conf", "# as it was\n", "root", 0600)
                .user(SimulatedUser.named("admin"))
                .doasConf("permit nopass admin as root cmd vmctl args status\n"))) {
            WatchedHost host = new WatchedHost(stage, stage.host().executor("admin"))
                    .then("vmctl start -b /vm/bsd web")
                    .then(() -> write(stage, "# nothing"));

            assertThat(host.happened()).contains("vmd-up", "vm-appeared web").doesNotContain("configuration-changed");
            assertThat(host.last().configuration()).isEmpty();
        }
    }

    @Test
    void a_host_that_cannot_be_asked_has_no_fewer_vms() {
        try (Stage stage = configured()) {
            FaultyExecutor faulty =
                    FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
            faulty.spoil(2, Fault.REFUSED);
            faulty.spoil(3, Fault.REFUSED);
            WatchedHost host = new WatchedHost(stage, faulty)
                    .then(() -> {})
                    .then("vmctl stop -fw db")
                    .then(() -> {});

            assertThat(host.happenedThen()).containsExactly("polling-failed", "gap", "vm-stopped db");
            List<HostEvent> events = host.events();
            assertThat(events.get(events.size() - 3).what())
                    .isInstanceOfSatisfying(Occurrence.PollingFailed.class, failed -> {
                        assertThat(failed.error().code()).isNotEmpty();
                        assertThat(failed.error().hint()).isNotEmpty();
                    });
            assertThat(events.get(events.size() - 2).what())
                    .isInstanceOfSatisfying(
                            Gap.class, gap -> assertThat(gap.reason()).isEqualTo(Gap.Reason.POLLING_FAILED));
        }
    }

    @Test
    void vmctl_that_may_not_be_run_is_no_host_without_vms() {
        try (Stage stage = Stage.on(Stage.builder().user(SimulatedUser.named("admin")))) {
            stage.startedByHand("web");
            WatchedHost host = new WatchedHost(stage, stage.host().executor("admin")).then(() -> {});

            assertThat(host.happened()).containsExactly("polling-failed");
            assertThat(host.last()).isEqualTo(HostSnapshot.NONE);
        }
    }

    @Test
    void a_look_reads_only_in_one_round_trip() {
        try (Stage stage = configured()) {
            List<Command> asked = new CopyOnWriteArrayList<>();
            CommandExecutor noted = new MeddledExecutor(
                    stage.host().executor(),
                    command -> {
                        asked.add(command);
                        return false;
                    },
                    () -> {});

            new WatchedHost(stage, noted).then(() -> {}).then(() -> {}).happened();

            assertThat(asked)
                    .hasSizeGreaterThanOrEqualTo(9)
                    .extracting(Command::effect)
                    .containsOnly(Effect.READ);
            assertThat(stage.host().commands())
                    .extracting(ExecutedCommand::roundTrip)
                    .startsWith(1, 1, 1, 2, 2, 2, 3, 3, 3);
        }
    }

    @Test
    void a_consumer_that_hangs_keeps_nobody_from_looking() {
        try (Stage stage = configured()) {
            WatchedHost host = new WatchedHost(stage);
            for (int i = 0; i < 30; i++) {
                host.then(i % 2 == 0 ? "vmctl start mail" : "vmctl stop -fw mail");
            }
            CountDownLatch watched = new CountDownLatch(1);
            host.then(watched::countDown);
            AtomicInteger looksMissed = new AtomicInteger();

            host.run(builder -> builder.buffer(2), WatchedHost.Recorder.keeping(host.events(), host.end(), () -> {
                try {
                    looksMissed.addAndGet(watched.await(30, TimeUnit.SECONDS) ? 0 : 1);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));

            assertThat(looksMissed).as("looks went on while the consumer hung").hasValue(0);
            assertThat(host.events())
                    .hasSizeLessThan(15)
                    .extracting(HostEvent::what)
                    .anyMatch(Gap.class::isInstance);
            assertThat(HostSnapshot.replay(host.events())).isEqualTo(host.last());
        }
    }

    @Test
    void watching_ends_by_itself_when_it_was_told_to() throws Exception {
        try (Stage stage = configured()) {
            CountDownLatch end = new CountDownLatch(1);
            List<HostEvent> events = new CopyOnWriteArrayList<>();
            HostEvents watch = stage.vmm()
                    .events()
                    .interval(Duration.ofMinutes(1))
                    .endAfter(Duration.ofMinutes(10))
                    .open();
            watch.subscribe(WatchedHost.Recorder.keeping(events, end));

            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(events).hasSize(4);
            assertThat(watch.snapshot().vm(VmName.of("db"))).isPresent();
            assertThat(stage.host().roundTrips()).isBetween(10, 12);
        }
    }

    @Test
    void whoever_subscribes_later_or_too_late_gets_what_there_is_and_the_end() throws Exception {
        try (Stage stage = configured()) {
            HostEvents watch = stage.vmm().events().deliverOn(Runnable::run).open();
            CountDownLatch first = new CountDownLatch(4);
            watch.listen(event -> first.countDown());
            assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();

            List<HostEvent> later = new CopyOnWriteArrayList<>();
            watch.listen(later::add);
            assertThat(later).hasSize(4);

            watch.close();
            CountDownLatch end = new CountDownLatch(1);
            List<HostEvent> tooLate = new CopyOnWriteArrayList<>();
            watch.subscribe(WatchedHost.Recorder.keeping(tooLate, end));
            assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(HostSnapshot.replay(tooLate)).isEqualTo(watch.snapshot());
        }
    }
}
