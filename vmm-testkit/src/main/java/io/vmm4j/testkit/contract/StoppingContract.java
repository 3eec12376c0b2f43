package io.vmm4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.OutputSink;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Signal;
import io.vmm4j.exec.TransportException;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A command that is stopped, for whatever reason, is gone from the host, and the error says so. */
public interface StoppingContract extends ExecutorUnderTest {

    /** Prints its process id and then sleeps, also in a child, for longer than any test waits. */
    String SLEEPER = "echo $$; sleep 600 & echo $!; wait";

    @Test
    default void a_command_that_exceeds_its_timeout_dies_on_the_host() {
        DigestSink printed = new DigestSink();
        Command command = Command.read("sh", "-c", SLEEPER).withTimeout(Duration.ofSeconds(1));
        Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(1).plus(stoppingAllowance()));

        CommandTimeoutException failure;
        try (RunningCommand running = executor().start(command, printed)) {
            failure = catchThrowableOfType(CommandTimeoutException.class, running::await);
        }

        assertThat(limit.expired()).as("stopped in bounded time").isFalse();
        assertThat(failure.fate()).isEqualTo(CommandFate.STOPPED);
        assertThat(failure).hasMessageContaining("within 1 s").hasMessageContaining("was stopped on the host");
        assertGone(printed);
    }

    @Test
    default void a_command_that_ignores_termination_is_killed() {
        DigestSink printed = new DigestSink();
        Command command = Command.read("sh", "-c", "trap '' TERM; echo $$; while :; do sleep 1; done")
                .withTimeout(Duration.ofSeconds(1));

        try (RunningCommand running = executor().start(command, printed)) {
            assertThatThrownBy(running::await)
                    .isInstanceOfSatisfying(
                            CommandTimeoutException.class,
                            e -> assertThat(e.fate()).isEqualTo(CommandFate.STOPPED));
        }

        assertGone(printed);
    }

    @Test
    default void a_timeout_counts_even_if_nobody_waits() {
        DigestSink printed = new DigestSink();
        Command command = Command.read("sh", "-c", SLEEPER).withTimeout(Duration.ofSeconds(1));

        try (RunningCommand running = executor().start(command, printed)) {
            assertThat(running.command()).isSameAs(command);
            assertGone(printed);
            assertThatThrownBy(running::await).isInstanceOf(CommandTimeoutException.class);
        }
    }

    @Test
    default void the_timeout_of_run_shows_what_was_printed_so_far() {
        Command command = Command.read("sh", "-c", "echo progress; echo trouble >&2; sleep 600")
                .withTimeout(Duration.ofSeconds(1));

        CommandTimeoutException failure = catchThrowableOfType(
                CommandTimeoutException.class, () -> executor().run(command));

        assertThat(failure.transcript().toString()).contains("progress").contains("trouble");
        assertThat(failure.code()).isEqualTo(ExecError.COMMAND_TIMEOUT);
        assertThat(failure.hint()).isNotBlank();
    }

    @Test
    default void a_cancelled_command_dies_on_the_host() {
        DigestSink printed = new DigestSink();
        Command command = Command.read("sh", "-c", SLEEPER);

        try (RunningCommand running = executor().start(command, printed)) {
            assertThat(printed.awaitStdout("\n")).isTrue();
            running.cancel();
            assertThatThrownBy(running::await)
                    .isInstanceOfSatisfying(
                            CommandCancelledException.class,
                            e -> assertThat(e.fate()).isEqualTo(CommandFate.STOPPED));
        }

        assertGone(printed);
    }

    @Test
    default void an_interrupted_thread_cancels_its_command_and_keeps_its_flag() throws InterruptedException {
        DigestSink printed = new DigestSink();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            try (RunningCommand running = executor().start(Command.read("sh", "-c", SLEEPER), printed)) {
                running.await();
            } catch (TransportException e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });

        caller.start();
        assertThat(printed.awaitStdout("\n")).isTrue();
        caller.interrupt();
        caller.join(Duration.ofSeconds(20).toMillis());

        assertThat(thrown.get()).isInstanceOf(CommandCancelledException.class);
        assertThat(flag.get()).isTrue();
        assertGone(printed);
    }

    @Test
    default void closing_a_command_that_runs_cancels_it() {
        DigestSink printed = new DigestSink();
        try (RunningCommand running = executor().start(Command.read("sh", "-c", SLEEPER), printed)) {
            assertThat(printed.awaitStdout("\n")).isTrue();
            assertThat(running.command().argv()).startsWith("sh");
        }
        assertGone(printed);
    }

    @Test
    default void a_signal_reaches_the_command() {
        DigestSink printed = new DigestSink();
        Command command =
                Command.read("sh", "-c", "trap 'echo got it; exit 9' USR1; echo ready; while :; do sleep 1; done");

        try (RunningCommand running = executor().start(command, printed)) {
            assertThat(printed.awaitStdout("ready\n")).isTrue();
            running.signal(Signal.USR1);
            Exit exit = running.await();
            assertThat(exit.status()).isEqualTo(9);
        }

        assertThat(printed.stdoutText()).contains("got it");
    }

    @Test
    default void a_background_process_that_holds_the_output_does_not_hold_the_caller() {
        Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(10));
        assertThat(sh("sleep 15 & echo done").stdout()).isEqualTo("done\n");
        assertThat(limit.expired()).isFalse();
    }

    @Test
    default void closing_the_executor_stops_its_commands_and_refuses_new_ones() {
        DigestSink printed = new DigestSink();
        CommandExecutor own = newExecutor();
        RunningCommand running = own.start(Command.read("sh", "-c", SLEEPER), printed);
        assertThat(printed.awaitStdout("\n")).isTrue();

        own.close();

        assertThatThrownBy(running::await).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> own.run(Command.read("true"))).isInstanceOfSatisfying(TransportException.class, e -> {
            assertThat(e.code()).isEqualTo(ExecError.EXECUTOR_CLOSED);
            assertThat(e.fate()).isEqualTo(CommandFate.NOT_RUN);
        });
        assertThatThrownBy(() -> own.start(Command.read("true"), OutputSink.discard()))
                .isInstanceOf(TransportException.class);
        assertGone(printed);
    }

    /** Waits, within a limit, until none of the processes whose ids were printed exists any more. */
    private void assertGone(DigestSink printed) {
        assertThat(printed.awaitStdout("\n")).as("it printed its process id").isTrue();
        String pids = printed.stdoutText().replace('\n', ' ').strip();
        String script = "n=0; while kill -0 " + pids.replace(" ", " 2>/dev/null || kill -0 ")
                + " 2>/dev/null; do n=$((n+1)); [ $n -gt 50 ] && exit 1; sleep 0.2; done; exit 0";
        assertThat(sh(script).exitStatus())
                .as("processes " + pids + " are gone")
                .isZero();
    }

    @Test
    default void a_new_connection_reaches_the_same_host_and_is_closed_by_itself() {
        String first = connection(executor());
        CommandExecutor other = executor().newConnection();
        try (other) {
            assertThat(other.target()).isEqualTo(executor().target());
            assertThat(connection(other)).matches(name -> name.isEmpty() || !name.equals(first), "another connection");
        }
        assertThat(catchThrowableOfType(TransportException.class, () -> connection(other)))
                .extracting(TransportException::code)
                .isEqualTo(ExecError.EXECUTOR_CLOSED);
        assertThat(connection(executor())).isEqualTo(first);
    }

    /** What sshd(8) calls it; empty where there is none. */
    private static String connection(CommandExecutor executor) {
        return executor.run(Command.oneShot("sh", "-c", "echo $SSH_CONNECTION"))
                .stdout()
                .strip();
    }
}
