package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopOutcome;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many commands each operation sends to the host; one {@code runAll} counts as one. */
class CommandCountTest {

    private static final GuestScript GUEST = GuestScript.openBsd().shutsDownIn(Duration.ofSeconds(7));
    private static final GuestScript HUNG = GUEST.shutsDownIn(Duration.ofHours(1));
    private static final Duration GRACE = Duration.ofSeconds(30);

    /**
     * One operation, measured.
     *
     * @param operation what was done
     * @param used how many commands it took
     * @param allowed how many it may take
     * @param elapsed on the host's own clock
     * @param before what an earlier program, a Python agent on the host, took for the same
     */
    private record Row(String operation, int used, int allowed, Duration elapsed, String before) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-34s %4d %8d %9.1f   %s",
                    operation,
                    used,
                    allowed,
                    elapsed.toMillis() / 1000.0,
                    before);
        }
    }

    @ParameterizedTest
    @EnumSource(value = OpenBsdRelease.class, mode = EnumSource.Mode.EXCLUDE, names = "V6_5")
    @DisplayName("scenario 46: every operation stays within its number of commands")
    void in_process(OpenBsdRelease release) {
        try (Stage stage = Stage.on(Stage.builder(release).otherGuests(GUEST).guest("hung", HUNG))) {
            List<Row> rows = measure(stage);
            rows.addAll(measureHung(stage));
            requireWithinLimits("in process, OpenBSD " + release.number(), rows);
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("scenario 46: the same over SSH")
    void over_ssh() {
        try (SimulatedHost host = Stage.builder()
                        .otherGuests(GUEST)
                        .rootPassword("let me in")
                        .build();
                SimulatedSshServer server = host.serve();
                SshExecutor executor = SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect();
                Stage stage = Stage.ready(host, executor)) {
            requireWithinLimits("over SSH", measure(stage));
        }
    }

    private static void requireWithinLimits(String where, List<Row> rows) {
        System.out.printf(
                "%n%s%n%-34s %4s %8s %9s   %s%n",
                where, "operation", "used", "allowed", "seconds", "a Python agent took");
        rows.forEach(System.out::println);
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.used()).as(row.operation()).isPositive().isLessThanOrEqualTo(row.allowed()));
    }

    private static List<Row> measure(Stage stage) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(
                stage,
                "probe",
                1,
                "6",
                () -> assertThat(stage.vmm().probe().role()).isPresent()));
        rows.add(row(
                stage,
                "create from a ready disk",
                6,
                "about 27 without waiting",
                () -> stage.vmm().create(Stage.fromReadyImage("web"))));
        Vm web = stage.vmm().vm("web");
        boot(stage);
        rows.add(row(
                stage,
                "list",
                1,
                "1, and a file for each VM",
                () -> assertThat(stage.vmm().vms()).hasSize(1)));
        rows.add(row(stage, "show", 1, "1", () -> assertThat(web.status()).isPresent()));
        rows.add(row(stage, "address", 1, "-", () -> assertThat(web.address()).isPresent()));
        rows.add(row(stage, "pause", 2, "-", web::pause));
        rows.add(row(stage, "unpause", 2, "-", web::unpause));
        rows.add(row(stage, "restart", 3, "9, and 10 s", () -> web.restart(StopPolicy.graceful())));
        boot(stage);
        rows.add(row(
                stage,
                "graceful stop",
                1,
                "6, and 8 s",
                () -> assertThat(web.stop(StopPolicy.graceful())).isEqualTo(StopOutcome.STOPPED)));
        rows.add(row(stage, "start", 2, "3", web::start));
        boot(stage);
        rows.add(
                row(stage, "delete, running", 3, "3, and 3 files", () -> web.delete(DeleteOptions.removingNewDisks())));
        return rows;
    }

    /** Not over SSH: the client's deadlines pass by this machine's clock, and the simulated host's time does not wait for them. */
    private static List<Row> measureHung(Stage stage) {
        List<Row> rows = new ArrayList<>();
        Vm hung = stage.vmm().create(Stage.spec("hung"));
        boot(stage);
        rows.add(row(
                stage,
                "forced stop of a guest that hangs",
                3,
                "31, 60 s, and no stop",
                () -> assertThat(hung.stop(StopPolicy.gracefulThenForce(GRACE))).isEqualTo(StopOutcome.FORCED)));
        rows.add(row(
                stage, "delete, stopped", 3, "3, and 3 files", () -> hung.delete(DeleteOptions.removingNewDisks())));
        return rows;
    }

    private static void boot(Stage stage) {
        stage.host().timeline().advance(Duration.ofMinutes(1));
    }

    private static Row row(Stage stage, String operation, int allowed, String before, Runnable action) {
        stage.host().forgetCommands();
        Duration elapsed = stage.timed(action);
        return new Row(operation, stage.host().roundTrips(), allowed, elapsed, before);
    }
}
