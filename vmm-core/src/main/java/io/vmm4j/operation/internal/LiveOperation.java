package io.vmm4j.operation.internal;

import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Moment;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An operation as those see it who wait for it. */
final class LiveOperation<T> implements Operation<T> {

    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final Tracker tracker;
    private final Runner<T> runner;
    private final CompletableFuture<T> result = new CompletableFuture<>();

    LiveOperation(Ledger ledger, Course<T> course, Log log, Settings settings) {
        this.ledger = ledger;
        this.tracker =
                new Tracker(ledger.id(), course.subject(), course.steps(), settings.timeline(), settings.courier());
        this.runner = new Runner<>(ledger, course, log, tracker, settings.timeline());
    }

    /** Does it, on the calling thread, from where it is to its end. */
    void run() {
        try {
            T value = runner.run();
            tracker.end(Optional.empty(), "done");
            result.complete(value);
        } catch (OperationException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(Failures.suspended(ledger, tracker.latest().step(), tracker.history(), e));
        }
    }

    /** Takes its end from what is known of it. */
    void recall() {
        try {
            if (ledger.completed()) {
                T value = runner.result();
                tracker.end(Optional.empty(), "done");
                result.complete(value);
            } else {
                fail(runner.recalled());
            }
        } catch (RuntimeException e) {
            fail(Failures.suspended(ledger, tracker.latest().step(), List.of(), e));
        }
    }

    /** There is no thread for it. */
    void reject(RejectedExecutionException reason) {
        fail(Failures.suspended(ledger, tracker.latest().step(), List.of(), reason));
    }

    /** It cannot be done, or not now. */
    void fail(OperationException failure) {
        tracker.end(Optional.of(failure), failure.getMessage());
        result.completeExceptionally(failure);
    }

    /** Undo it instead of carrying on. */
    void undo() {
        runner.undoInstead();
    }

    /** Stop where it is. */
    void suspend() {
        runner.suspend();
    }

    /** Whether it was over within this time. */
    boolean over(Duration longest) throws InterruptedException {
        try {
            result.handle((value, failure) -> true).get(longest.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    @Override
    public String id() {
        return ledger.id();
    }

    @Override
    public String workflow() {
        return ledger.begun().workflow();
    }

    @Override
    public String subject() {
        return ledger.begun().subject();
    }

    @Override
    public OperationState state() {
        return ledger.state(!result.isDone());
    }

    @Override
    public T await() {
        return await(runner.longest().plus(MARGIN));
    }

    @Override
    public T await(Duration longest) {
        try {
            return result.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationException(Failures.problem(OperationError.WAIT_INTERRUPTED, ledger), e);
        } catch (TimeoutException e) {
            throw new OperationException(
                    Failures.problem(OperationError.STILL_RUNNING, ledger).with("timeout", Reasons.inWords(longest)),
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OperationException failure
                    ? failure
                    : Failures.suspended(ledger, tracker.latest().step(), tracker.history(), e);
        }
    }

    @Override
    public CompletionStage<T> completion() {
        return result.minimalCompletionStage();
    }

    @Override
    public Flow.Publisher<Progress> progress() {
        return tracker;
    }

    @Override
    public Progress latest() {
        return tracker.latest();
    }

    @Override
    public List<Moment> history() {
        return tracker.history();
    }

    @Override
    public List<Leftover> leftovers() {
        return ledger.leftovers();
    }

    @Override
    public void cancel() {
        runner.cancel();
    }

    @Override
    public String toString() {
        return "Operation[" + workflow() + " of " + subject() + ", " + id() + ", " + state() + "]";
    }
}
