package io.vmm4j.testkit.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmSpec;
import io.vmm4j.exec.Command;
import io.vmm4j.install.InstalledGuest;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An installation that is cancelled, or whose program ends, in the middle of the installer's work. */
@Timeout(60)
class InterruptedInstallationTest {

    private static final int IN_THE_MIDDLE = 5;

    private final InstallStage stage = new InstallStage();
    private final Journal journal = Journal.inMemory();
    private final FaultyExecutor executor =
            FaultyExecutor.around(stage.host().executor(), stage.host().timeline());

    @AfterEach
    void close() {
        stage.close();
    }

    private Operations operations(Workflow<VmSpec, InstalledGuest> workflow) {
        return Operations.on(journal)
                .timeline(stage.host().timeline())
                .closingWithin(Duration.ofMillis(20))
                .with(workflow)
                .open();
    }

    private Workflow<VmSpec, InstalledGuest> workflow() {
        return InstallStage.openBsd()
                .workflow(stage.site(executor), InstallStage.simple().build());
    }

    /** Does something when the console has been looked at a few times, in the operation's own thread. */
    private void inTheMiddle(Runnable action) {
        AtomicInteger looks = new AtomicInteger();
        executor.spoilNext(
                command -> {
                    if (isLook(command) && looks.incrementAndGet() == IN_THE_MIDDLE) {
                        action.run();
                    }
                    return false;
                },
                Fault.REFUSED);
    }

    private static boolean isLook(Command command) {
        return command.argv().stream().anyMatch(argument -> argument.contains("tail -n"));
    }

    @Test
    void one_that_is_cancelled_leaves_nothing() {
        CompletableFuture<Operation<InstalledGuest>> handle = new CompletableFuture<>();
        inTheMiddle(() -> handle.join().cancel());
        Workflow<VmSpec, InstalledGuest> workflow = workflow();
        try (Operations operations = operations(workflow)) {
            Operation<InstalledGuest> operation = operations.start(workflow, InstallStage.web());
            handle.complete(operation);

            OperationException failure = catchThrowableOfType(OperationException.class, operation::await);

            assertThat(failure.code()).isEqualTo(OperationError.CANCELLED);
            assertThat(failure.leftovers()).isEmpty();
            assertThat(stage.traces()).isEmpty();
        }
    }

    @Test
    void another_program_carries_on_with_the_installer_that_goes_on_meanwhile() {
        CompletableFuture<Operations> first = new CompletableFuture<>();
        inTheMiddle(() -> first.join().close());
        Workflow<VmSpec, InstalledGuest> workflow = workflow();
        Operations operations = operations(workflow);
        Operation<InstalledGuest> begun = operations.start(workflow, InstallStage.web());
        first.complete(operations);
        OperationException stopped = catchThrowableOfType(OperationException.class, begun::await);
        assertThat(stopped.code()).isEqualTo(OperationError.SUSPENDED);
        assertThat(stage.traces()).anyMatch(line -> line.startsWith("httpd"));

        try (Operations next = operations(workflow)) {
            List<Operation<?>> resumed = next.resume();

            assertThat(resumed).hasSize(1);
            resumed.get(0).await();
            assertThat(stage.traces()).hasSize(3).anyMatch(line -> line.contains("running"));
        }
    }
}
