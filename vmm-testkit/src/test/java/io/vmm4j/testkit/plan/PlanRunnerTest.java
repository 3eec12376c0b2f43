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
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.plan.internal.PlanRunner;
import io.vmm4j.testkit.SimulatedHost;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlanRunnerTest {

    private static final HostPath FILE = HostPath.of("/etc/example.conf");
    private static final HostPath LOCKS = HostPath.of("/var/db/vmm4j");

    private final SimulatedHost host = SimulatedHost.openBsd()
            .file("/etc/example.conf", "one\ntwo\n", "root", 0640)
            .build();
    private final CommandExecutor executor = host.executor();
    private final PlanRunner runner = new PlanRunner(executor, LOCKS);

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void a_file_is_replaced_and_keeps_its_owner_and_mode() {
        executor.run(Command.idempotent("chown", "root:operator", FILE.value()));

        apply(edit("one\ntwo\n", "one\nthree\n"));

        assertThat(read(FILE.value())).isEqualTo("one\nthree\n");
        assertThat(run("stat", "-f", "%Su:%Sg %Lp", FILE.value())).isEqualTo("root:operator 640\n");
        assertThat(run("ls", "/etc")).doesNotContain("example.conf.");
    }

    @Test
    void a_new_file_is_roots_with_the_mode_that_was_asked_for() {
        HostPath path = HostPath.of("/etc/new.conf");
        apply(FileChange.create("make it", path, FileContent.of("new\n")).mode(0600));

        assertThat(read(path.value())).isEqualTo("new\n");
        assertThat(run("stat", "-f", "%Su:%Sg %Lp", path.value())).isEqualTo("root:wheel 600\n");
    }

    @Test
    void bytes_that_are_no_text_arrive_as_they_are() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        HostPath path = HostPath.of("/etc/bytes");
        apply(FileChange.create("make it", path, FileContent.of(bytes)));

        assertThat(executor.files().read(path.value(), 1000, io.vmm4j.exec.Privilege.USER))
                .isEqualTo(bytes);
    }

    @Test
    void a_file_behind_a_symbolic_link_is_replaced_and_the_link_stays() {
        executor.run(Command.idempotent("ln", "-s", "/etc/example.conf", "/etc/link.conf"));
        apply(FileChange.edit(
                "edit it", HostPath.of("/etc/link.conf"), FileContent.of("one\ntwo\n"), FileContent.of("through\n")));

        assertThat(read(FILE.value())).isEqualTo("through\n");
        assertThat(run("readlink", "/etc/link.conf")).isEqualTo("/etc/example.conf\n");
    }

    @Test
    void a_file_that_changed_meanwhile_is_left_alone() {
        PlanException failure = refused(edit("what it was once\n", "new\n"));

        assertThat(failure.code()).isEqualTo(PlanError.STALE);
        assertThat(failure).hasMessageContaining("/etc/example.conf");
        assertThat(read(FILE.value())).isEqualTo("one\ntwo\n");
    }

    @Test
    void a_file_that_its_program_refuses_is_left_alone_and_the_message_names_the_file_itself() {
        HostPath vmConf = HostPath.of("/etc/vm.conf");
        PlanException failure =
                refused(FileChange.create("make it", vmConf, FileContent.of("vm \"a\" {\n nonsense\n}\n"))
                        .checkedBy("vmd", "-n", "-f"));

        assertThat(failure.code()).isEqualTo(PlanError.FILE_REFUSED);
        assertThat(failure).hasMessageContaining("vmd: /etc/vm.conf:2: syntax error");
        assertThat(failure.remaining()).isEmpty();
        assertThat(run("ls", "/etc")).doesNotContain("vm.conf");
    }

    @Test
    void a_file_that_its_program_accepts_is_written() {
        HostPath vmConf = HostPath.of("/etc/vm.conf");
        apply(FileChange.create("make it", vmConf, FileContent.of("switch \"a\" {\n interface veb0\n}\n"))
                .checkedBy("vmd", "-n", "-f"));

        assertThat(read(vmConf.value())).contains("veb0");
    }

    @Test
    void what_was_done_before_a_failure_is_taken_back_last_first() {
        Plan plan = plan(
                edit("one\ntwo\n", "changed\n"),
                FileChange.create("make another", HostPath.of("/etc/other"), FileContent.of("x\n")),
                CommandChange.of("make a directory", Command.idempotent("mkdir", "/etc/made"))
                        .undoneBy(Command.idempotent("rmdir", "/etc/made")),
                CommandChange.of("fail", Command.oneShot("false")));

        PlanException failure = catchThrowableOfType(PlanException.class, () -> runner.apply(plan, plan::fingerprint));

        assertThat(failure.code()).isEqualTo(PlanError.STEP_FAILED);
        assertThat(failure).hasMessageContaining("The step \"fail\" failed on ");
        assertThat(failure.remaining()).extracting(Change::summary).containsExactly("fail");
        assertThat(read(FILE.value())).isEqualTo("one\ntwo\n");
        assertThat(run("ls", "/etc")).doesNotContain("other", "made");
    }

    @Test
    void a_command_that_complains_and_exits_0_has_failed() {
        Plan plan = plan(CommandChange.of("set it", Command.idempotent("sysctl", "net.inet.ip.nonsense=1")));

        PlanException failure = catchThrowableOfType(PlanException.class, () -> runner.apply(plan, plan::fingerprint));

        assertThat(failure.code()).isEqualTo(PlanError.STEP_FAILED);
        assertThat(failure).hasMessageContaining("nonsense");
    }

    @Test
    void a_change_that_is_not_in_effect_a_second_later_has_failed() {
        Plan plan = plan(CommandChange.of("make it", Command.idempotent("true"))
                .confirmedBy(Command.read("test", "-e", "/etc/nothing")));

        PlanException failure = catchThrowableOfType(PlanException.class, () -> runner.apply(plan, plan::fingerprint));

        assertThat(failure.code()).isEqualTo(PlanError.STEP_WITHOUT_EFFECT);
    }

    @Test
    void a_plan_made_of_another_state_is_refused_before_anything_is_done() {
        Plan plan = plan(edit("one\ntwo\n", "changed\n"));

        PlanException failure = catchThrowableOfType(PlanException.class, () -> runner.apply(plan, () -> "other"));

        assertThat(failure.code()).isEqualTo(PlanError.STALE);
        assertThat(read(FILE.value())).isEqualTo("one\ntwo\n");
        assertThat(run("ls", "/var/db/vmm4j")).isEmpty();
    }

    @Test
    void an_empty_plan_touches_nothing() {
        Plan plan = plan();
        runner.apply(plan, plan::fingerprint);

        assertThat(host.commands()).isEmpty();
        assertThat(plan.toString()).contains("nothing to do");
    }

    @Test
    void somebody_else_who_changes_the_host_is_named() {
        lockedBy("other", 4_000_000_000L, "alice, process 7");

        PlanException failure = refused(edit("one\ntwo\n", "changed\n"));

        assertThat(failure.code()).isEqualTo(PlanError.LOCKED);
        assertThat(failure.retryable()).isTrue();
        assertThat(failure).hasMessageContaining("alice, process 7").hasMessageContaining("2096-10-02T07:06:40Z");
        assertThat(read(FILE.value())).isEqualTo("one\ntwo\n");
        assertThat(read("/var/db/vmm4j/lock")).startsWith("other\n");
    }

    @Test
    void a_lock_that_has_run_out_is_taken_over() {
        lockedBy("other", 1000, "alice, process 7");

        apply(edit("one\ntwo\n", "changed\n"));

        assertThat(read(FILE.value())).isEqualTo("changed\n");
        assertThat(run("ls", "/var/db/vmm4j")).isEmpty();
    }

    @Test
    void a_dry_run_shows_every_change() {
        Plan plan = plan(
                edit("one\ntwo\n", "one\nthree\n").checkedBy("vmd", "-n", "-f"),
                CommandChange.of(
                        "enable vmd(8)",
                        Command.idempotent("rcctl", "enable", "vmd").asRoot()));

        assertThat(plan.toString()).isEqualTo("""
                        test it on %s: 2 changes
                        1. edit it
                             check vmd -n -f FILE
                             --- /etc/example.conf
                             +++ /etc/example.conf
                             @@ -1,2 +1,2 @@
                              one
                             -two
                             +three
                        2. enable vmd(8) (cannot be undone)
                             run rcctl enable vmd
                        Note: a note
                        """.formatted(executor.target()));
        assertThat(plan.irreversible()).extracting(Change::summary).containsExactly("enable vmd(8)");
    }

    private void lockedBy(String token, long until, String who) {
        executor.run(Command.idempotent("mkdir", "-p", "/var/db/vmm4j"));
        executor.files()
                .write(
                        "/var/db/vmm4j/lock",
                        (token + "\n" + until + "\n" + who + "\n").getBytes(StandardCharsets.UTF_8),
                        0644,
                        io.vmm4j.exec.Privilege.USER);
    }

    private static FileChange edit(String before, String after) {
        return FileChange.edit("edit it", FILE, FileContent.of(before), FileContent.of(after));
    }

    private Plan plan(Change... changes) {
        return new Plan("test it", executor.target(), List.of(changes), List.of("a note"), "same");
    }

    private void apply(Change... changes) {
        Plan plan = plan(changes);
        runner.apply(plan, plan::fingerprint);
    }

    private PlanException refused(Change... changes) {
        PlanException failure = catchThrowableOfType(PlanException.class, () -> apply(changes));
        return Optional.ofNullable(failure).orElseThrow();
    }

    private String read(String path) {
        return run("cat", path);
    }

    private String run(String... argv) {
        return executor.run(Command.read(argv)).stdout();
    }
}
