package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.TransportException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultyExecutorTest {

    private SimulatedHost host;
    private FaultyExecutor faulty;

    @BeforeEach
    void start() {
        host = SimulatedHost.openBsd().build();
        faulty = FaultyExecutor.around(host.executor(), host.timeline());
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Command touch(String name) {
        return Command.idempotent("touch", "/tmp/" + name);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED,     0, NOT_RUN,       CONNECTION_FAILED",
        "LOST_BEFORE, 0, MAY_HAVE_RUN,  CONNECTION_LOST",
        "LOST_MIDWAY, 1, MAY_HAVE_RUN,  CONNECTION_LOST",
        "LOST_AFTER,  2, MAY_HAVE_RUN,  CONNECTION_LOST",
        "HUNG_BEFORE, 0, STOPPED,       COMMAND_TIMEOUT",
        "HUNG_AFTER,  2, MAY_STILL_RUN, COMMAND_TIMEOUT"
    })
    void a_fault_decides_what_runs_and_what_is_known(Fault fault, int run, CommandFate fate, ExecError code) {
        faulty.spoil(1, fault);

        TransportException failure = catchThrowableOfType(
                TransportException.class, () -> faulty.runAll(Batch.of(List.of(touch("a"), touch("b")))));

        assertThat(host.commands()).hasSize(run);
        assertThat(faulty.lostAnswers()).hasSize(run);
        assertThat(failure.fate()).isEqualTo(fate);
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.getMessage() + failure.hint()).doesNotContain("{").contains("sim://root@");
        assertThat(failure.transcript().entries()).hasSize(2);
        assertThat(faulty.run(touch("c")).succeeded())
                .as("only that one was spoiled")
                .isTrue();
    }

    @Test
    void what_hangs_hangs_until_its_time_limit_on_the_hosts_clock() {
        faulty.spoil(1, Fault.HUNG_BEFORE);
        long start = host.timeline().nanoTime();

        assertThatThrownBy(() -> faulty.run(touch("a").withTimeout(Duration.ofHours(2))))
                .isInstanceOf(CommandTimeoutException.class);

        assertThat(Duration.ofNanos(host.timeline().nanoTime() - start)).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void round_trips_are_chosen_by_number_or_by_command() {
        faulty.spoil(2, Fault.REFUSED);
        faulty.spoilNext(command -> command.argv().contains("/tmp/x"), Fault.REFUSED);

        faulty.run(touch("a"));
        assertThatThrownBy(() -> faulty.run(touch("b"))).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> faulty.run(touch("x"))).isInstanceOf(TransportException.class);
        faulty.run(touch("x"));

        assertThat(faulty.roundTrips()).isEqualTo(4);
        assertThat(host.commands()).extracting(ExecutedCommand::line).containsExactly("touch /tmp/a", "touch /tmp/x");
    }

    @Test
    void a_host_can_stay_away_until_it_is_healed() {
        faulty.spoilFrom(2, Fault.LOST_BEFORE);
        faulty.run(touch("a"));
        for (int i = 0; i < 3; i++) {
            assertThat(catchThrowableOfType(TransportException.class, () -> faulty.run(touch("b"))))
                    .isNotNull();
        }

        faulty.heal();

        assertThat(faulty.run(touch("b")).succeeded()).isTrue();
    }

    @Test
    void file_transfers_are_spoiled_like_the_commands_they_are() {
        faulty.spoil(1, Fault.LOST_AFTER);

        assertThat(catchThrowableOfType(
                        TransportException.class,
                        () -> faulty.files().write("/tmp/f", new byte[] {1}, 0600, io.vmm4j.exec.Privilege.USER)))
                .isNotNull();
        assertThat(host.files().size("/tmp/f")).isEqualTo(1);
    }
}
