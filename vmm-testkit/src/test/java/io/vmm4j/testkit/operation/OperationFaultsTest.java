package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.OperationInfo;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Operations;
import io.vmm4j.testkit.Fault;
import io.vmm4j.testkit.FaultyExecutor;
import io.vmm4j.testkit.SimulatedHost;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every command of an operation fails in every way. */
class OperationFaultsTest {

    private static final Duration LONGEST = Duration.ofMinutes(20);

    private static Operations open(SimulatedHost host, Journal journal) {
        return Operations.on(journal)
                .timeline(host.timeline())
                .worker(Runnable::run)
                .open();
    }

    private static Optional<OperationException> run(SimulatedHost host, FaultyExecutor executor, Journal journal) {
        try {
            open(host, journal).start(Workshop.workflow(executor), "vase").await();
            return Optional.empty();
        } catch (OperationException e) {
            return Optional.of(e);
        }
    }

    private static int roundTrips() {
        try (SimulatedHost host = Workshop.host()) {
            FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
            assertThat(run(host, executor, Journal.inMemory())).isEmpty();
            return executor.roundTrips();
        }
    }

    @Test
    void whatever_fails_it_was_done_wholly_or_undone_wholly() {
        int trips = roundTrips();
        Map<Fault, Integer> successes = new EnumMap<>(Fault.class);
        int runs = 0;
        for (Fault fault : Fault.values()) {
            for (int trip = 1; trip <= trips; trip++) {
                try (SimulatedHost host = Workshop.host()) {
                    Journal journal = Journal.inMemory();
                    FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
                    executor.spoil(trip, fault);
                    long start = host.timeline().nanoTime();

                    Optional<OperationException> failure = run(host, executor, journal);

                    runs++;
                    assertThat(Duration.ofNanos(host.timeline().nanoTime() - start))
                            .isLessThan(LONGEST);
                    OperationInfo info = open(host, journal).list().get(0);
                    if (failure.isEmpty()) {
                        assertThat(info.state()).isEqualTo(OperationState.SUCCEEDED);
                        removeByHand(host, info.leftovers());
                        Workshop.requireMade(host, "vase");
                        successes.merge(fault, 1, Integer::sum);
                    } else {
                        assertThat(failure.get().code()).isEqualTo(OperationError.STEP_FAILED);
                        assertThat(failure.get().failure()).isPresent();
                        assertThat(failure.get().getMessage() + failure.get().hint())
                                .doesNotContainPattern("\\{[a-z]+}");
                        assertThat(info.state()).isEqualTo(OperationState.UNDONE);
                        Workshop.requireUntouched(host);
                    }
                    assertThat(journal.entries())
                            .noneMatch(entry -> entry.document().contains(Workshop.SECRET));
                }
            }
        }
        assertThat(successes).containsKey(Fault.LOST_AFTER);
        System.out.println("Faults at every command: " + runs + " runs, successes in spite of them: " + successes);
    }

    @Test
    void what_cannot_be_undone_is_named_with_the_command_that_removes_it() {
        int trips = roundTrips();
        int leftovers = 0;
        for (int trip = 3; trip < trips; trip++) {
            try (SimulatedHost host = Workshop.host()) {
                FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
                executor.spoilFrom(trip, Fault.LOST_AFTER);
                Journal journal = Journal.inMemory();

                Optional<OperationException> failure = run(host, executor, journal);

                if (failure.isPresent()) {
                    assertThat(failure.get().leftovers()).isNotEmpty();
                    assertThat(failure.get().hint()).contains("rm -f");
                    assertThat(failure.get().retryable()).isFalse();
                    removeByHand(host, failure.get().leftovers());
                    Workshop.requireUntouched(host);
                    leftovers += failure.get().leftovers().size();
                }
            }
        }
        assertThat(leftovers).isGreaterThan(10);
        System.out.println("Leftovers named, and removed by their commands: " + leftovers);
    }

    @Test
    void a_failed_undo_keeps_no_other_step_from_being_undone_and_can_be_tried_again() {
        try (SimulatedHost host = Workshop.host()) {
            FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
            executor.spoilNext(command -> command.argv().contains("/var/workshop/vase/b"), Fault.REFUSED);
            executor.spoilNext(
                    command -> command.argv().contains("rm") && command.argv().contains("/var/workshop/vase"),
                    Fault.REFUSED);
            Journal journal = Journal.inMemory();

            OperationException failure = run(host, executor, journal).orElseThrow();

            assertThat(failure.leftovers()).extracting(Leftover::name).contains("/var/workshop/vase", "name vase");
            assertThat(host.files().list("/var/workshop/tmp")).isEmpty();
            Operations next = Operations.on(journal)
                    .timeline(host.timeline())
                    .worker(Runnable::run)
                    .with(Workshop.workflow(executor))
                    .open();
            next.undo(next.list().get(0).id());
            assertThat(next.list().get(0).state()).isEqualTo(OperationState.UNDONE);
            Workshop.requireUntouched(host);
        }
    }

    private static void removeByHand(SimulatedHost host, List<Leftover> leftovers) {
        for (Leftover leftover : leftovers) {
            assertThat(host.executor().run(leftover.command()).exitStatus())
                    .as(leftover.line())
                    .isZero();
        }
    }

    @Test
    void a_command_that_hangs_ends_with_its_step() {
        try (SimulatedHost host = Workshop.host()) {
            long start = host.timeline().nanoTime();
            FaultyExecutor executor = FaultyExecutor.around(host.executor(), host.timeline());
            executor.spoilNext(command -> command.argv().contains("/var/workshop/vase/a"), Fault.HUNG_BEFORE);

            OperationException failure = run(host, executor, Journal.inMemory()).orElseThrow();

            assertThat(failure.transcript().entries()).isNotEmpty();
            assertThat(failure.history()).anyMatch(moment -> moment.step().equals("making_parts"));
            assertThat(Duration.ofNanos(host.timeline().nanoTime() - start))
                    .isBetween(Command.DEFAULT_TIMEOUT, Command.DEFAULT_TIMEOUT.plusSeconds(5));
        }
    }
}
