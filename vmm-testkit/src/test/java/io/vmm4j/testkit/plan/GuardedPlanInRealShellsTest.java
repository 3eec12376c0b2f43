package io.vmm4j.testkit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
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
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The host's part of a guarded plan, run by shells that we did not write. What only OpenBSD's base system has is stood in for by
 * small scripts: sha256(1), stat(1) with {@code -f}, and a group wheel for chown(8).
 */
class GuardedPlanInRealShellsTest {

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh"})
    void a_confirmed_plan_stays_and_leaves_nothing_behind(String shell) throws IOException {
        CommandExecutor host = host(shell);
        apply(host, changes());

        assertThat(listing()).containsExactlyInAnyOrder("edited", "made", "made/here", "staged", "directory");
        assertThat(root.resolve("etc/edited")).hasContent("new");
        assertThat(root.resolve("etc/staged")).hasContent("new");
        assertThat(root.resolve("db")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh"})
    void a_step_that_fails_takes_back_what_was_before(String shell) throws IOException {
        CommandExecutor host = host(shell);
        List<Change> changes = new ArrayList<>(changes());
        changes.add(CommandChange.of("fail", Command.oneShot("false")));

        PlanException failure = catchThrowableOfType(PlanException.class, () -> apply(host, changes));

        assertThat(failure.code()).isEqualTo(PlanError.STEP_FAILED);
        assertThat(failure.remaining()).isEmpty();
        requireOld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "mksh"})
    void a_program_that_vanishes_has_its_changes_taken_back_by_the_host(String shell)
            throws IOException, InterruptedException {
        FaultyExecutor host = FaultyExecutor.around(host(shell), Timeline.system());
        host.spoilFrom(2 + changes().size() + 1, Fault.LOST_BEFORE);

        PlanException failure = catchThrowableOfType(PlanException.class, () -> apply(host, changes()));

        assertThat(failure.code()).isEqualTo(PlanError.ON_PROBATION);
        assertThat(root.resolve("etc/edited")).hasContent("new");
        Deadline deadline = Deadline.in(Timeline.system(), Duration.ofSeconds(60));
        while (Files.exists(root.resolve("db/guard")) && !deadline.expired()) {
            Timeline.system().sleep(Duration.ofMillis(200));
        }
        requireOld();
    }

    private void requireOld() throws IOException {
        assertThat(listing()).containsExactlyInAnyOrder("edited", "staged", "removed");
        assertThat(root.resolve("etc/edited")).hasContent("old");
        assertThat(root.resolve("etc/staged")).hasContent("old");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("etc/removed"))))
                .isEqualTo("rw-r-----");
    }

    private List<String> listing() throws IOException {
        Path etc = root.resolve("etc");
        try (var all = Files.walk(etc)) {
            return all.filter(path -> !path.equals(etc))
                    .map(path -> etc.relativize(path).toString())
                    .toList();
        }
    }

    private CommandExecutor host(String shell) throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Files.createDirectory(root.resolve("db"));
        for (String name : List.of("edited", "staged", "removed")) {
            Files.writeString(root.resolve("etc").resolve(name), "old\n");
        }
        Files.setPosixFilePermissions(root.resolve("etc/removed"), PosixFilePermissions.fromString("rw-r-----"));
        return RealShell.host(shell, root.resolve("bin"), Map.of());
    }

    private HostPath etc(String name) {
        return HostPath.of(root.resolve("etc").resolve(name).toString());
    }

    private List<Change> changes() {
        String directory = etc("directory").value();
        return List.of(
                FileChange.edit("edit a file", etc("edited"), FileContent.of("old\n"), FileContent.of("new\n")),
                FileChange.edit("stage a file", etc("staged"), FileContent.of("old\n"), FileContent.of("new\n"))
                        .onceConfirmed(),
                FileChange.create("make a file", etc("made/here"), FileContent.of("made\n")),
                FileRemoval.of("remove a file", etc("removed"), FileContent.of("old\n")),
                CommandChange.of(
                                "make a directory",
                                Command.oneShot("mkdir", directory).withTimeout(Duration.ofSeconds(2)))
                        .undoneBy(Command.idempotent("rm", "-rf", directory)));
    }

    private void apply(CommandExecutor host, List<Change> changes) {
        Plan plan = new Plan("test it", host.target(), changes, List.of(), "same").guarded(Duration.ofSeconds(10));
        new PlanRunner(host, HostPath.of(root.resolve("db").toString())).apply(plan, plan::fingerprint);
    }
}
