package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.HostReservations;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Nothing;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Resource;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Waiter;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReservationsTest {

    private static final String DIRECTORY = "/var/db/vmm4j/reservations";

    private SimulatedHost host;
    private final AtomicInteger touched = new AtomicInteger();

    @BeforeEach
    void start() {
        host = SimulatedHost.openBsd().build();
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** Reserves a name and the first free address, then does this. */
    private Workflow<String, String> workflow(CommandExecutor executor, Runnable work) {
        HostReservations reservations = HostReservations.on(executor);
        return Workflow.of("reserve", Kept.text(), name -> {
            Step<List<Resource>> reserve =
                    reservations.step("reserving", run -> List.of(Resource.vmName(name), Resource.port(8080)));
            Step<Resource> address = reservations.firstFree(
                    "choosing_address", run -> List.of(Resource.address("10.0.0.2"), Resource.address("10.0.0.3")));
            Step<Nothing> step = Step.named("working")
                    .doneIf(run -> Optional.empty())
                    .undoneBy((run, made) -> touched.incrementAndGet(), (run, made) -> List.of())
                    .does(run -> {
                        work.run();
                        return Nothing.NOTHING;
                    });
            return Course.about(name)
                    .step(reserve)
                    .step(address)
                    .step(step)
                    .within(Duration.ofHours(1))
                    .giving(run -> run.valueOf(address).name());
        });
    }

    private Operations program(Journal journal, Workflow<?, ?> workflow) {
        return Operations.on(journal)
                .timeline(host.timeline())
                .worker(Runnable::run)
                .with(workflow)
                .open();
    }

    private Operation<String> start(String name, Runnable work) {
        Workflow<String, String> workflow = workflow(host.executor(), work);
        return program(Journal.inMemory(), workflow).start(workflow, name);
    }

    @Test
    void another_program_cannot_have_what_is_reserved_and_leaves_nothing_reserved_itself() {
        start("web", () -> {
            List<String> before = host.files().list(DIRECTORY);
            assertThatThrownBy(() -> start("db", () -> {}).await())
                    .isInstanceOfSatisfying(OperationException.class, failure -> {
                        assertThat(failure.failure().orElseThrow().code()).isEqualTo("operation-reserved");
                        assertThat(failure).hasMessageContaining("port 8080");
                        assertThat(failure.retryable()).isTrue();
                    });
            assertThat(host.files().list(DIRECTORY)).isEqualTo(before).hasSize(3);
        });

        assertThat(host.files().list(DIRECTORY)).isEmpty();
        assertThat(start("db", () -> {}).await()).isEqualTo("10.0.0.2");
    }

    @Test
    void the_next_free_address_is_taken() {
        HostReservations reservations = HostReservations.on(host.executor());
        Workflow<String, String> only = Workflow.of("address", Kept.text(), name -> {
            Step<Resource> address = reservations.firstFree(
                    "choosing_address", run -> List.of(Resource.address("10.0.0.2"), Resource.address("10.0.0.3")));
            return Course.about(name)
                    .step(address)
                    .giving(run -> run.valueOf(address).name());
        });
        start(
                "web",
                () -> assertThat(program(Journal.inMemory(), only)
                                .start(only, "db")
                                .await())
                        .isEqualTo("10.0.0.3"));
        assertThat(host.files().list(DIRECTORY)).isEmpty();
    }

    /** A program that dies while it works, with what it has reserved. */
    private Journal dead() {
        Journal journal = Journal.inMemory();
        Workflow<String, String> workflow = workflow(host.executor(), () -> {
            throw new MortalProgram.Died();
        });
        assertThatThrownBy(
                        () -> program(journal, workflow).start(workflow, "web").await())
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure -> assertThat(failure.code()).isEqualTo(OperationError.SUSPENDED));
        return journal;
    }

    @Test
    void what_a_dead_program_has_reserved_ends_by_itself_and_not_before() {
        dead();
        host.timeline().advance(Duration.ofHours(1));
        assertThatThrownBy(() -> start("web", () -> {}).await()).hasMessageContaining("is reserved by");

        host.timeline().advance(Duration.ofMinutes(20));
        assertThat(start("web", () -> {}).await()).isEqualTo("10.0.0.2");
    }

    @Test
    void who_carries_on_has_it_back() {
        Journal journal = dead();
        host.timeline().advance(Duration.ofHours(5));

        program(journal, workflow(host.executor(), () -> {})).resume();

        assertThat(touched).as("what was half done was undone").hasValue(1);
        assertThat(host.files().list(DIRECTORY)).isEmpty();
    }

    @Test
    void who_comes_back_too_late_touches_nothing_any_more() {
        Journal journal = dead();
        host.timeline().advance(Duration.ofHours(5));
        start("web", () -> {}).await();
        Operations late = program(journal, workflow(host.executor(), touched::incrementAndGet));

        assertThatThrownBy(() -> late.resume().get(0).await())
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure -> assertThat(failure.code()).isEqualTo(OperationError.RESERVATION_LOST));

        assertThat(touched).hasValue(0);
        assertThatThrownBy(() -> late.undo(late.list().get(0).id())).hasMessageContaining("cannot be undone");
    }

    /** The same commands in this machine's own sh(1). */
    @Test
    void a_real_shell_does_the_same(@TempDir Path directory) {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        String path = directory.resolve("reservations").toString();
        try (LocalExecutor executor = LocalExecutor.create()) {
            HostReservations reservations = HostReservations.in(executor, path);
            Workflow<String, String> take = Workflow.of("take", Kept.text(), name -> {
                Step<List<Resource>> reserve =
                        reservations.step("reserving", run -> List.of(Resource.mac(name), Resource.tap("tap0")));
                Step<Nothing> look = Step.named("looking").does(run -> {
                    assertThat(new File(path).list()).containsExactlyInAnyOrder("mac-" + name, "tap-tap0");
                    assertThatThrownBy(() -> reservations
                                    .step("again", other -> List.of(Resource.address("::1"), Resource.tap("tap0")))
                                    .perform(new OtherRun(run)))
                            .hasMessageContaining("tap tap0");
                    assertThat(new File(path).list()).containsExactlyInAnyOrder("mac-" + name, "tap-tap0");
                    return Nothing.NOTHING;
                });
                return Course.about(name).step(reserve).step(look).giving(run -> name);
            });
            Operations.on(Journal.inMemory())
                    .worker(Runnable::run)
                    .open()
                    .start(take, "aa")
                    .await();
        }
        assertThat(new File(path).list()).isEmpty();
    }

    /** Another operation at the same time. */
    private record OtherRun(Run run) implements Run {

        @Override
        public String operation() {
            return "another";
        }

        @Override
        public <V> V valueOf(Step<V> step) {
            return run.valueOf(step);
        }

        @Override
        public Deadline deadline() {
            return run.deadline();
        }

        @Override
        public Duration longest() {
            return run.longest();
        }

        @Override
        public Timeline timeline() {
            return run.timeline();
        }

        @Override
        public void report(String detail) {
            run.report(detail);
        }

        @Override
        public void report(int percent, String detail) {
            run.report(percent, detail);
        }

        @Override
        public <V> V await(Problem problem, Supplier<Waiter.Look<V>> look) {
            return run.await(problem, look);
        }
    }
}
