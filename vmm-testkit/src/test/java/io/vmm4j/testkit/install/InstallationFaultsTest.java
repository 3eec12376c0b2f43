package io.vmm4j.testkit.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.install.GuestSetup;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.OperationException;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every round trip of an installation fails in every way. */
@Timeout(240)
class InstallationFaultsTest {

    private static final GuestSetup SETUP = InstallStage.simple().build();

    private static Optional<OperationException> install(InstallStage stage, FaultyExecutor executor, Journal journal) {
        try {
            stage.operations(journal)
                    .start(InstallStage.openBsd().workflow(stage.site(executor), SETUP), InstallStage.web())
                    .await();
            return Optional.empty();
        } catch (OperationException e) {
            return Optional.of(e);
        }
    }

    private static FaultyExecutor around(InstallStage stage) {
        return FaultyExecutor.around(stage.host().executor(), stage.host().timeline());
    }

    private static int trips() {
        try (InstallStage stage = new InstallStage()) {
            FaultyExecutor executor = around(stage);
            assertThat(install(stage, executor, Journal.inMemory())).isEmpty();
            return executor.roundTrips();
        }
    }

    private static void removeByHand(InstallStage stage, Journal journal) {
        for (Leftover leftover : stage.operations(journal).list().get(0).leftovers()) {
            assertThat(stage.host().executor().run(leftover.command()).exitStatus())
                    .as(leftover.line())
                    .isZero();
        }
    }

    @Test
    void whatever_fails_the_guest_is_there_or_nothing_is() {
        List<String> wrong = new ArrayList<>();
        int successes = 0;
        int runs = 0;
        int trips = trips();
        for (Fault fault : Fault.values()) {
            for (int trip = 1; trip <= trips; trip++) {
                try (InstallStage stage = new InstallStage()) {
                    FaultyExecutor executor = around(stage);
                    executor.spoil(trip, fault);
                    Journal journal = Journal.inMemory();

                    Optional<OperationException> failure = install(stage, executor, journal);

                    runs++;
                    removeByHand(stage, journal);
                    List<String> traces = stage.traces();
                    if (failure.isEmpty()) {
                        successes++;
                        assertThat(traces).as("%s at %s", fault, trip).anyMatch(line -> line.contains("running"));
                    }
                    if (traces.size() != (failure.isEmpty() ? 3 : 0)) {
                        wrong.add(fault + " at " + trip + " left " + traces + failure.map(Throwable::getMessage));
                    }
                    assertThat(journal.entries())
                            .noneMatch(entry -> entry.document().contains(InstallStage.HASH.text()));
                }
            }
        }
        System.out.println("Faults while installing: " + runs + " runs, successes in spite of them: " + successes);
        assertThat(wrong).isEmpty();
    }
}
