package io.vmm4j.testkit.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.VmError;
import io.vmm4j.error.Problem;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.Kept;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Operations;
import io.vmm4j.operation.Progress;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.operation.Workflow;
import io.vmm4j.testkit.VirtualTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What those see who ask for an operation, watch it, or cancel it. */
class OperationTest {

    private static final Problem LATE =
            Problem.of(VmError.ADDRESS_UNKNOWN).with("vm", "web").with("target", "here");

    private final VirtualTimeline timeline = VirtualTimeline.virtual(Instant.parse("2026-03-01T12:00:00Z"));
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    private Step<String> step(String name, Function<Run, String> work) {
        return Step.named(name, Kept.text())
                .doneIf(run -> Optional.of(name).filter(made::contains))
                .undoneBy((run, value) -> made.remove(name), (run, value) -> List.of(Leftover.file(name)))
                .within(Duration.ofHours(1))
                .usually(Duration.ofMinutes(5))
                .does(run -> {
                    made.add(name);
                    return work.apply(run);
                });
    }

    private Workflow<String, String> workflow(Function<Run, String> last) {
        return Workflow.of("make", Kept.text(), subject -> {
            Step<String> first = step("first", run -> "one");
            Step<String> second = step("second", last);
            return Course.about(subject)
                    .step(first)
                    .step(second)
                    .giving(run -> run.valueOf(first) + " " + run.valueOf(second));
        });
    }

    private Operations direct(Journal journal) {
        return Operations.on(journal)
                .timeline(timeline)
                .worker(Runnable::run)
                .courier(Runnable::run)
                .open();
    }

    private static String waits(Run run, Duration longest) {
        long end = run.timeline().nanoTime() + longest.toNanos();
        return run.await(LATE, () -> run.timeline().nanoTime() >= end ? Look.found("two") : Look.notYet("installing"));
    }

    /** Takes what it gets, as much as it is told to ask for. */
    private static final class Watcher implements Flow.Subscriber<Progress> {

        private final List<Progress> seen = new ArrayList<>();
        private final CountDownLatch over = new CountDownLatch(1);
        private final long demand;
        private Optional<Throwable> failure = Optional.empty();
        private Optional<Flow.Subscription> subscription = Optional.empty();

        Watcher(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = Optional.of(given);
            given.request(demand);
        }

        @Override
        public void onNext(Progress progress) {
            seen.add(progress);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = Optional.of(thrown);
            over.countDown();
        }

        @Override
        public void onComplete() {
            over.countDown();
        }
    }

    @Test
    void a_long_wait_is_heard_of_at_least_every_half_minute() throws InterruptedException {
        CountDownLatch watched = new CountDownLatch(1);
        Watcher watcher = new Watcher(Long.MAX_VALUE);
        try (Operations operations = Operations.on(Journal.inMemory())
                .timeline(timeline)
                .courier(Runnable::run)
                .open()) {
            Operation<String> operation = operations.start(
                    workflow(run -> {
                        awaitQuietly(watched);
                        return waits(run, Duration.ofMinutes(30));
                    }),
                    "web");
            operation.progress().subscribe(watcher);
            watched.countDown();

            assertThat(operation.await()).isEqualTo("one two");
            assertThat(watcher.over.await(5, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(watcher.failure).isEmpty();
        assertThat(watcher.seen).hasSizeGreaterThan(60);
        for (int i = 1; i < watcher.seen.size(); i++) {
            Progress before = watcher.seen.get(i - 1);
            Progress now = watcher.seen.get(i);
            assertThat(now.elapsed().minus(before.elapsed())).isLessThanOrEqualTo(Duration.ofSeconds(30));
            assertThat(now.percent()).isGreaterThanOrEqualTo(before.percent());
        }
        Progress last = watcher.seen.get(watcher.seen.size() - 1);
        assertThat(last.percent()).isEqualTo(100);
        assertThat(last.step()).isEqualTo("second");
        assertThat(watcher.seen).extracting(Progress::detail).contains("installing");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_slow_subscriber_gets_the_newest_of_each_step_and_holds_nothing_up() {
        Operation<String>[] self = newArray();
        Watcher slow = new Watcher(1);
        ExecutorService worker = Executors.newSingleThreadExecutor();
        CountDownLatch watched = new CountDownLatch(1);
        try (Operations operations = Operations.on(Journal.inMemory())
                .timeline(timeline)
                .worker(worker)
                .courier(Runnable::run)
                .open()) {
            self[0] = operations.start(
                    Workflow.of("make", Kept.text(), subject -> {
                        Step<String> first = step("first", run -> {
                            awaitQuietly(watched);
                            return "one";
                        });
                        Step<String> second = step("second", run -> waits(run, Duration.ofMinutes(50)));
                        return Course.about(subject).step(first).step(second).giving(second);
                    }),
                    "web");
            self[0].progress().subscribe(slow);
            watched.countDown();
            self[0].await();
        } finally {
            worker.shutdownNow();
        }
        assertThat(slow.seen).hasSize(1);

        slow.subscription.orElseThrow().request(Long.MAX_VALUE);

        assertThat(slow.seen).hasSizeLessThanOrEqualTo(4);
        assertThat(slow.seen.get(slow.seen.size() - 1).percent()).isEqualTo(100);
        assertThat(slow.over.getCount()).isZero();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // An array of one, to be set later.
    private static Operation<String>[] newArray() {
        return new Operation[1];
    }

    @Test
    void the_same_request_is_one_operation_also_in_the_next_program() {
        Journal journal = Journal.inMemory();
        Operation<String> first = direct(journal).start(workflow(run -> "two"), "web", "key");
        Operation<String> again = direct(journal).start(workflow(run -> "three"), "web", "key");

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.await()).isEqualTo("one two");
        assertThat(again.state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(again.completion().toCompletableFuture()).isCompletedWithValue("one two");
    }

    @Test
    void however_many_ask_at_once_there_is_one_operation() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try (Operations operations =
                Operations.on(Journal.inMemory()).timeline(timeline).open()) {
            List<Callable<String>> calls = Collections.nCopies(
                    40,
                    () -> operations.start(workflow(run -> "two"), "web", "key").id());
            Set<String> ids = new HashSet<>();
            for (Future<String> id : callers.invokeAll(calls)) {
                ids.add(id.get(5, TimeUnit.SECONDS));
            }
            assertThat(ids).hasSize(1);
            assertThat(operations.list()).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void another_request_under_the_same_key_is_an_error() {
        Operations operations = direct(Journal.inMemory());
        operations.start(workflow(run -> "two"), "web", "key");

        assertThatThrownBy(() -> operations.start(workflow(run -> "two"), "db", "key"))
                .isInstanceOfSatisfying(
                        OperationException.class,
                        failure -> assertThat(failure.code()).isEqualTo(OperationError.KEY_REUSED));
    }

    @Test
    void a_failure_is_told_again_in_the_next_program() {
        Journal journal = Journal.inMemory();
        Workflow<String, String> broken = workflow(run -> {
            throw new IllegalStateException("no room");
        });
        OperationException first = failure(direct(journal).start(broken, "web", "key"));
        OperationException again = failure(direct(journal).start(broken, "web", "key"));

        assertThat(first.code()).isEqualTo(OperationError.STEP_FAILED);
        assertThat(again.getMessage()).isEqualTo(first.getMessage()).contains("no room", "Everything was undone.");
        assertThat(made).isEmpty();
    }

    private static OperationException failure(Operation<?> operation) {
        return catchThrowableOfType(OperationException.class, operation::await);
    }

    @Test
    void a_step_that_takes_too_long_is_ended_undone_and_tells_what_was_seen() {
        OperationException failure =
                failure(direct(Journal.inMemory()).start(workflow(run -> waits(run, Duration.ofHours(3))), "web"));

        assertThat(failure.code()).isEqualTo(OperationError.STEP_TIMED_OUT);
        assertThat(failure.history()).anyMatch(moment -> moment.what().equals("installing"));
        assertThat(timeline.now()).isEqualTo(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(made).isEmpty();
    }

    @Test
    void a_thread_that_is_interrupted_stops_waiting_and_the_operation_goes_on() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        try (Operations operations =
                Operations.on(Journal.inMemory()).timeline(timeline).open()) {
            Operation<String> operation = operations.start(
                    workflow(run -> {
                        awaitQuietly(gate);
                        return "two";
                    }),
                    "web");
            Thread.currentThread().interrupt();
            assertThat(failure(operation).code()).isEqualTo(OperationError.WAIT_INTERRUPTED);
            assertThat(Thread.interrupted()).isTrue();
            gate.countDown();
            assertThat(operation.await()).isEqualTo("one two");
        }
    }

    @Test
    void closing_leaves_an_operation_to_the_next_program() {
        Journal journal = Journal.inMemory();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Operation<String> left;
        try (Operations operations = Operations.on(journal).timeline(timeline).open()) {
            left = operations.start(
                    workflow(run -> {
                        begun.countDown();
                        awaitQuietly(never);
                        return "two";
                    }),
                    "web",
                    "key");
            awaitQuietly(begun);
        }
        assertThat(failure(left).code()).isEqualTo(OperationError.SUSPENDED);
        assertThat(made).containsExactlyInAnyOrder("first", "second");

        assertThat(direct(journal).start(workflow(run -> "two"), "web", "key").await())
                .isEqualTo("one second");
    }

    @Test
    void cancelled_at_any_moment_it_is_done_wholly_or_undone_wholly() throws InterruptedException {
        int cancelled = 0;
        int runs = 300;
        ExecutorService worker = Executors.newSingleThreadExecutor();
        List<String> names = IntStream.range(0, 8).mapToObj(i -> "step_" + i).toList();
        for (int seed = 0; seed < runs; seed++) {
            made.clear();
            Random random = new Random(seed);
            Workflow<String, String> many = Workflow.of("make", Kept.text(), subject -> {
                List<Step<String>> steps =
                        names.stream().map(name -> step(name, run -> name)).toList();
                return Course.about(subject).steps(steps).giving(steps.get(7));
            });
            Operations operations = Operations.on(Journal.inMemory())
                    .timeline(timeline)
                    .worker(worker)
                    .open();
            Operation<String> operation = operations.start(many, "web");
            int spins = random.nextInt(3000);
            for (int i = 0; i < spins; i++) {
                Thread.onSpinWait();
            }
            Thread other = new Thread(operation::cancel);
            other.start();
            operation.cancel();
            try {
                operation.await(Duration.ofSeconds(10));
                assertThat(made).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(names);
            } catch (OperationException e) {
                assertThat(e.code()).isEqualTo(OperationError.CANCELLED);
                assertThat(made).as("seed %s", seed).isEmpty();
                cancelled++;
            }
            other.join(5000);
        }
        boolean[] interrupted = {true};
        CountDownLatch asked = new CountDownLatch(1);
        worker.execute(() -> {
            interrupted[0] = Thread.currentThread().isInterrupted();
            asked.countDown();
        });
        awaitQuietly(asked);
        worker.shutdownNow();
        assertThat(interrupted[0]).as("no interrupt is left behind").isFalse();
        System.out.println("Cancelled at random: " + cancelled + " of " + runs + " in time");
    }
}
