package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands asked for together give the results they give alone. */
public interface BatchContract extends ExecutorUnderTest {

    @Test
    default void each_command_of_a_batch_has_its_own_result() {
        List<CommandResult> results = executor()
                .runAll(Batch.of(List.of(
                        Command.read("printf", "no newline"),
                        Command.read("sh", "-c", "echo out; echo err >&2; exit 3"),
                        Command.read("true"),
                        Command.read("vmm4j-no-such-program"),
                        Command.read("printf", "%s\\n", "vmm4j-0 0 0", "\u00fcnic\u00f6de\nlast"))));

        assertThat(results).extracting(CommandResult::exitStatus).containsExactly(0, 3, 0, 127, 0);
        assertThat(results)
                .extracting(CommandResult::stdout)
                .containsExactly("no newline", "out\n", "", "", "vmm4j-0 0 0\n\u00fcnic\u00f6de\nlast\n");
        assertThat(results.get(1).stderr()).isEqualTo("err\n");
        assertThat(results.get(2).stderr()).isEmpty();
        assertThat(results.get(3).stderr()).contains("not found");
    }

    @Test
    default void a_batch_that_stops_at_failure_leaves_the_rest_out() {
        String witness = workingDirectory() + "/left-out";
        List<CommandResult> results = executor()
                .runAll(Batch.stoppingAtFailure(List.of(
                        Command.read("true"), Command.read("sh", "-c", "exit 4"), Command.oneShot("touch", witness))));

        assertThat(results).extracting(CommandResult::exitStatus).containsExactly(0, 4);
        assertThat(run("test", "-e", witness).exitStatus()).isEqualTo(1);
    }

    @Test
    default void a_guarded_batch_runs_its_guard_alone_if_that_fails_and_all_otherwise() {
        Command fails = Command.read("sh", "-c", "exit 5");
        Command works = Command.read("true");

        assertThat(executor().runAll(Batch.guarded(List.of(fails, works, works))))
                .extracting(CommandResult::exitStatus)
                .containsExactly(5);
        assertThat(executor().runAll(Batch.guarded(List.of(works, fails, works))))
                .extracting(CommandResult::exitStatus)
                .containsExactly(0, 5, 0);
    }

    @Test
    default void commands_of_a_batch_do_not_share_environment_or_shell_state() {
        List<CommandResult> results = executor()
                .runAll(Batch.of(List.of(
                        Command.read("sh", "-c", "cd /; export VMM4J_X=1; umask 777; printf %s \"$VMM4J_Y\"")
                                .withEnvironment("VMM4J_Y", "y\n'"),
                        Command.read("sh", "-c", "printf '%s%s' \"${VMM4J_X-unset}\" \"${VMM4J_Y-unset}\""))));

        assertThat(results).extracting(CommandResult::stdout).containsExactly("y\n'", "unsetunset");
    }

    @Test
    default void a_batch_of_a_thousand_commands_is_answered_in_order() {
        List<Command> commands = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            commands.add(Command.read("printf", "%s", "answer " + i));
        }
        List<CommandResult> results = executor().runAll(Batch.of(commands).withTimeout(Duration.ofMinutes(2)));

        assertThat(results).hasSize(1000);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).stdout()).isEqualTo("answer " + i);
        }
    }

    @Test
    default void a_batch_has_one_timeout_and_shows_what_had_ended() {
        Batch batch = Batch.of(List.of(
                        Command.read("printf", "the first one ended"),
                        Command.read("sleep", "600"),
                        Command.read("true")))
                .withTimeout(Duration.ofSeconds(1));

        CommandTimeoutException failure = catchThrowableOfType(
                CommandTimeoutException.class, () -> executor().runAll(batch));

        assertThat(failure.fate()).isEqualTo(CommandFate.STOPPED);
        assertThat(failure.transcript().toString()).contains("the first one ended");
    }

    @Test
    default void a_command_with_input_has_no_place_in_a_batch() {
        Command withInput = Command.read("cat").withStdin(Input.of("x"));
        assertThatThrownBy(() -> Batch.of(List.of(withInput))).isInstanceOf(IllegalArgumentException.class);
    }
}
