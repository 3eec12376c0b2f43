package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.OperationInfo;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.SimulatedHost;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A program dies at every point there is: before and after each command, before and after each write into the journal. */
class OperationCrashTest {

    private static final String KEY = "request-1";

    private static Operations open(MortalProgram program, SimulatedHost host, Journal journal) {
        return Operations.on(program.journal(journal))
                .timeline(host.timeline())
                .worker(Runnable::run)
                .with(workflow(program, host))
                .open();
    }

    private static Workflow<String, String> workflow(MortalProgram program, SimulatedHost host) {
        return Workshop.workflow(program.executor(host.executor()));
    }

    /** Runs a program until it is through or dies. */
    private static void live(
            MortalProgram program, SimulatedHost host, Journal journal, Function<Operations, Operation<?>> what) {
        try {
            Operation<?> operation = what.apply(open(program, host, journal));
            operation.await();
        } catch (MortalProgram.Died | OperationException e) {
            assertThat(program.died() || ((OperationException) e).code() == OperationError.CANCELLED)
                    .as("a program fails only if it dies, or was told to undo: %s", e)
                    .isTrue();
        }
    }

    private static Operation<?> start(Operations operations, MortalProgram program, SimulatedHost host) {
        return operations.start(workflow(program, host), "vase", KEY);
    }

    private int pointsOfAWholeLife() {
        MortalProgram program = MortalProgram.immortal();
        try (SimulatedHost host = Workshop.host()) {
            live(program, host, Journal.inMemory(), operations -> start(operations, program, host));
            Workshop.requireMade(host, "vase");
        }
        return program.points();
    }

    private static void requireNoSecret(Journal journal) {
        assertThat(journal.entries()).noneMatch(entry -> entry.document().contains(Workshop.SECRET));
    }

    @Test
    void whenever_a_program_dies_the_next_one_finishes_what_it_began() {
        int points = pointsOfAWholeLife();
        for (int point = 1; point <= points; point++) {
            Journal kept = Journal.inMemory();
            MortalProgram first = new MortalProgram(point);
            try (SimulatedHost host = Workshop.host()) {
                live(first, host, kept, operations -> start(operations, first, host));
                MortalProgram second = MortalProgram.immortal();
                live(second, host, kept, operations -> start(operations, second, host));

                Workshop.requireMade(host, "vase");
                requireNoSecret(kept);
                assertThat(open(MortalProgram.immortal(), host, kept).list())
                        .as("dead at %s", point)
                        .extracting(OperationInfo::state)
                        .containsExactly(OperationState.SUCCEEDED);
            }
        }
        System.out.println("Deaths of a program, each finished by the next: " + points);
    }

    @Test
    void whenever_a_program_dies_the_next_one_can_undo_all_of_it() {
        int points = pointsOfAWholeLife();
        int undone = 0;
        for (int point = 1; point <= points; point++) {
            Journal kept = Journal.inMemory();
            MortalProgram first = new MortalProgram(point);
            try (SimulatedHost host = Workshop.host()) {
                live(first, host, kept, operations -> start(operations, first, host));
                Operations next = open(MortalProgram.immortal(), host, kept);
                Optional<OperationInfo> left = next.list().stream().findFirst();
                boolean completed = kept.entries().stream()
                        .anyMatch(entry -> entry.document().contains("\"completed\""));
                if (left.isPresent() && !completed) {
                    OperationException failure = failureOf(next.undo(left.get().id()));
                    assertThat(failure.code()).isEqualTo(OperationError.CANCELLED);
                    assertThat(failure.leftovers()).isEmpty();
                    undone++;
                }
                if (completed) {
                    next.resume();
                    Workshop.requireMade(host, "vase");
                } else {
                    Workshop.requireUntouched(host);
                }
            }
        }
        assertThat(undone).isGreaterThan(20);
        System.out.println("Deaths of a program, each undone by the next: " + undone + " of " + points);
    }

    @Test
    void the_program_that_carries_on_may_die_everywhere_too() {
        int points = pointsOfAWholeLife();
        int deaths = 0;
        for (int first = 2; first <= points; first += 13) {
            boolean died = true;
            for (int second = 1; died; second++) {
                Journal kept = Journal.inMemory();
                try (SimulatedHost host = Workshop.host()) {
                    for (int point : List.of(first, second, Integer.MAX_VALUE)) {
                        MortalProgram program = new MortalProgram(point);
                        live(program, host, kept, operations -> start(operations, program, host));
                        died = program.died();
                    }
                    Workshop.requireMade(host, "vase");
                    died = second <= points;
                    deaths++;
                }
            }
        }
        System.out.println("Deaths of two programs in a row, finished by the third: " + deaths);
    }

    private static OperationException failureOf(Operation<?> operation) {
        try {
            operation.await();
        } catch (OperationException e) {
            return e;
        }
        throw new AssertionError("it succeeded");
    }
}
