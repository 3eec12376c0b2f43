package io.vmm4j.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.CommandChange;
import io.vmm4j.plan.FileChange;
import io.vmm4j.plan.FileContent;
import io.vmm4j.plan.FileRemoval;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.plan.internal.PlanRunner;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans that the host takes back by itself. */
class GuardedPlanTest {

    private static final HostPath EDITED = HostPath.of("/etc/edited.conf");
    private static final HostPath STAGED = HostPath.of("/etc/staged.conf");
    private static final HostPath MADE = HostPath.of("/etc/made/here.conf");
    private static final HostPath REMOVED = HostPath.of("/etc/removed.conf");
    private static final Duration PROBATION = Duration.ofSeconds(60);

    private final SimulatedHost host = SimulatedHost.openBsd()
            .file(EDITED.value(), "old\n", "root", 0640)
            .file(STAGED.value(), "old\n", "root", 0600)
            .file(REMOVED.value(), "going\n", "root", 0604)
            .build();
    private final FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
    private final String before = state();

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void a_plan_that_a_new_connection_confirms_stays() throws InterruptedException {
        apply(executor, changes());

        String after = state();
        assertThat(after)
                .contains("edited.conf -rw-r----- root new", "staged.conf -rw------- root new", "made/here.conf")
                .doesNotContain("removed.conf", "candidate", "guard");
        host.timeline().sleep(Duration.ofMinutes(10));
        assertThat(state()).isEqualTo(after);
    }

    @Test
    void a_file_that_waits_for_the_confirmation_lies_beside_the_old_one_until_then() {
        List<Change> changes = new ArrayList<>(changes());
        changes.add(CommandChange.of(
                "look", Command.read("sh", "-c", "cat /etc/staged.conf /etc/staged.conf.candidate >/tmp/seen")));
        apply(executor, changes);

        assertThat(read("/tmp/seen")).isEqualTo("old\nnew\n");
    }

    @Test
    void a_step_that_fails_leaves_the_host_as_it_was() {
        List<Change> changes = new ArrayList<>(changes());
        changes.add(CommandChange.of("fail", Command.oneShot("false")));

        PlanException failure = failure(changes);

        assertThat(failure.code()).isEqualTo(PlanError.STEP_FAILED);
        assertThat(failure).hasMessageContaining("\"fail\"");
        assertThat(failure.remaining()).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_taken_back_is_named() {
        List<Change> changes = new ArrayList<>(changes());
        changes.add(CommandChange.of("change it again", Command.oneShot("sh", "-c", "echo other >/etc/edited.conf")));
        changes.add(CommandChange.of("fail", Command.oneShot("false")));

        PlanException failure = failure(changes);

        assertThat(failure.remaining()).extracting(Change::summary).containsExactly("edit a file");
        assertThat(read(EDITED.value())).isEqualTo("other\n");
        assertThat(read(REMOVED.value())).isEqualTo("going\n");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REFUSED", "LOST_BEFORE", "HUNG_BEFORE"})
    void without_a_new_connection_everything_is_taken_back(Fault fault) {
        executor.spoil(connecting(), fault);

        PlanException failure = failure(changes());

        assertThat(failure.code()).isEqualTo(PlanError.NOT_CONFIRMED);
        assertThat(failure).hasMessageContaining("let in no new connection");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void a_confirmation_whose_answer_is_lost_holds() {
        executor.spoil(connecting() + 1, Fault.LOST_AFTER);

        apply(executor, changes());

        assertThat(read(STAGED.value())).isEqualTo("new\n");
    }

    @Test
    void a_confirmation_that_is_lost_on_its_way_is_none() {
        executor.spoil(connecting() + 1, Fault.LOST_BEFORE);

        assertThat(failure(changes()).code()).isEqualTo(PlanError.NOT_CONFIRMED);
        assertThat(state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    @DisplayName(
            "a host that cannot be reached any more, from any round trip on, is wholly old or wholly new a little later")
    void all_or_nothing(Fault fault) throws InterruptedException {
        int trips = connecting() + 1;
        int outcomes = 0;
        for (int trip = 1; trip <= trips; trip++) {
            try (SimulatedHost other = SimulatedHost.openBsd()
                    .file(EDITED.value(), "old\n", "root", 0640)
                    .file(STAGED.value(), "old\n", "root", 0600)
                    .file(REMOVED.value(), "going\n", "root", 0604)
                    .build()) {
                String old = state(other);
                FaultyExecutor faulty = FaultyExecutor.around(other.executor(), other.timeline());
                faulty.spoilFrom(trip, fault);
                assertThat(catchThrowableOfType(VmmException.class, () -> apply(faulty, changes())))
                        .isNotNull();
                other.timeline().sleep(PROBATION.multipliedBy(3));

                String now = state(other);
                boolean confirmed = trip == trips
                        && (fault == Fault.LOST_AFTER || fault == Fault.HUNG_AFTER || fault == Fault.LOST_MIDWAY);
                if (confirmed) {
                    assertThat(now).contains("staged.conf -rw------- root new").doesNotContain("candidate");
                } else {
                    assertThat(now).as("%s from round trip %d on", fault, trip).isEqualTo(old);
                }
                outcomes++;
            }
        }
        assertThat(outcomes).isGreaterThan(6);
    }

    @Test
    void a_program_that_dies_is_no_obstacle_to_the_next_plan() throws InterruptedException {
        executor.spoilFrom(5, Fault.LOST_BEFORE);
        PlanException failure = failure(changes());
        assertThat(failure.code()).isEqualTo(PlanError.ON_PROBATION);
        assertThat(failure.retryable()).isTrue();
        executor.heal();

        host.timeline().sleep(Duration.ofHours(2));
        apply(executor, changes());

        assertThat(read(STAGED.value())).isEqualTo("new\n");
    }

    @Test
    void a_plan_that_still_waits_keeps_others_out() {
        String guard = "/var/db/vmm4j/guard/other";
        host.executor()
                .run(Command.oneShot("sh", "-c", "mkdir -p " + guard + " && echo 4000000000 >" + guard + "/deadline"));

        PlanException failure = failure(changes());

        assertThat(failure.code()).isEqualTo(PlanError.LOCKED);
        assertThat(failure).hasMessageContaining("waits to be confirmed").hasMessageContaining("2096-10-02T07:06:40Z");
        assertThat(read(EDITED.value())).isEqualTo("old\n");
    }

    @Test
    void the_dry_run_says_that_it_is_guarded() {
        assertThat(plan(executor, changes()).toString())
                .contains("takes all of it back by itself unless a new connection confirms it within 60 seconds");
    }

    /** The round trip that makes the new connection: the lock, the fingerprint is free, the guard, the changes. */
    private int connecting() {
        return 1 + 1 + changes().size() + 1;
    }

    private static List<Change> changes() {
        return List.of(
                FileChange.edit("edit a file", EDITED, FileContent.of("old\n"), FileContent.of("new\n")),
                FileChange.edit("stage a file", STAGED, FileContent.of("old\n"), FileContent.of("new\n"))
                        .onceConfirmed(),
                FileChange.create("make a file", MADE, FileContent.of("made\n")),
                FileRemoval.of("remove a file", REMOVED, FileContent.of("going\n")),
                CommandChange.of("make a directory", Command.oneShot("mkdir", "/etc/directory"))
                        .undoneBy(Command.idempotent("rm", "-rf", "/etc/directory")));
    }

    private Plan plan(CommandExecutor on, List<Change> changes) {
        return new Plan("test it", on.target(), changes, List.of(), "same").guarded(PROBATION);
    }

    private void apply(CommandExecutor on, List<Change> changes) {
        Plan plan = plan(on, changes);
        new PlanRunner(on, HostPath.of("/var/db/vmm4j")).apply(plan, plan::fingerprint);
    }

    private PlanException failure(List<Change> changes) {
        return catchThrowableOfType(PlanException.class, () -> apply(executor, changes));
    }

    private String state() {
        return state(host);
    }

    /** Every file below /etc and the lock's directory, with its mode, owner and content. */
    private static String state(SimulatedHost of) {
        return of.executor()
                .run(
                        Command.read(
                                "sh",
                                "-c",
                                "for f in /etc/*.conf* /etc/made/* /etc/directory /var/db/vmm4j/guard /var/db/vmm4j/guard/*; do"
                                        + " [ -e $f ] || continue; set -- $(ls -ld $f);"
                                        + " echo $f $1 $3 $([ -f $f ] && [ $(wc -l <$f) -lt 3 ] && cat $f); done; ls -d /etc/made"))
                .stdout();
    }

    private String read(String path) {
        return host.executor().run(Command.read("cat", path)).stdout();
    }
}
