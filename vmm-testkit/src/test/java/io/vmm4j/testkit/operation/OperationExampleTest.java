package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.HostReservations;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Resource;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.SimulatedHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of the package's documentation. */
class OperationExampleTest {

    private static Workflow<String, String> scratch(CommandExecutor executor) {
        HostReservations reservations = HostReservations.on(executor);
        return Workflow.of("make_scratch_file", Kept.text(), path -> {
            Step<List<Resource>> reserve = reservations.step("reserving", run -> List.of(Resource.file(path)));
            Step<String> file = Step.named("creating_file", Kept.text())
                    .doneIf(run ->
                            executor.run(Command.read("test", "-e", path)).succeeded()
                                    ? Optional.of(path)
                                    : Optional.empty())
                    .undoneBy(executor, (run, made) -> List.of(Leftover.file(path)))
                    .does(run -> {
                        executor.run(Command.oneShot("touch", path));
                        return path;
                    });
            return Course.about(path).step(reserve).step(file).giving(file);
        });
    }

    @Test
    void an_operation_in_twenty_lines(@TempDir Path directory) {
        try (SimulatedHost host = SimulatedHost.openBsd().build()) {
            Workflow<String, String> scratch = scratch(host.executor());
            Path journal = directory.resolve("journal");

            try (Operations operations = Operations.on(Journal.file(journal))
                    .timeline(host.timeline())
                    .with(scratch)
                    .open()) {
                assertThat(operations.resume()).isEmpty();
                Operation<String> operation = operations.start(scratch, "/tmp/scratch", "request-17");
                assertThat(operation.await()).isEqualTo("/tmp/scratch");
                assertThat(operation.state()).isEqualTo(OperationState.SUCCEEDED);
                assertThat(operation.latest().percent()).isEqualTo(100);
            }

            assertThat(host.files().exists("/tmp/scratch")).isTrue();
            assertThat(host.files().list("/var/db/vmm4j/reservations")).isEmpty();
        }
    }
}
