package io.vmm4j.operation.internal;

import io.vmm4j.error.Failure;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.exec.internal.Undisturbed;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.internal.Entry.Cause;
import io.vmm4j.operation.internal.Entry.Completed;
import io.vmm4j.operation.internal.Entry.Doing;
import io.vmm4j.operation.internal.Entry.Done;
import io.vmm4j.operation.internal.Entry.Ended;
import io.vmm4j.operation.internal.Entry.Undoing;
import io.vmm4j.operation.internal.Stopper.Stop;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Does the steps of one operation, from where the journal says it is, or undoes them. {@link #run} is for one thread. */
final class Runner<T> {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration EXPLAINING = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final Course<T> course;
    private final Log log;
    private final Tracker tracker;
    private final Timeline timeline;
    private final Deadline end;
    private final Deadline limit;
    private final Stopper stopper = new Stopper();
    private final Undoer undoer;
    private volatile boolean undoing;

    Runner(Ledger ledger, Course<T> course, Log log, Tracker tracker, Timeline timeline) {
        this.ledger = ledger;
        this.course = course;
        this.log = log;
        this.tracker = tracker;
        this.timeline = timeline;
        Duration undoing = course.undoLimit().multipliedBy(course.steps().size());
        this.limit = timeline.deadlineIn(course.limit());
        this.end = timeline.deadlineIn(course.limit().plus(undoing).plus(MARGIN));
        this.undoer = new Undoer(ledger, course, log, tracker, timeline, this::runUntil);
    }

    Duration longest() {
        return end.remaining();
    }

    void cancel() {
        stopper.stop(Stop.CANCELLED);
    }

    /** Undoes whatever was done; to be said before {@link #run}. */
    void undoInstead() {
        undoing = true;
    }

    void suspend() {
        stopper.stop(Stop.CLOSED);
        undoer.suspend();
    }

    /**
     * Does it.
     *
     * @throws OperationException if it fails
     */
    T run() {
        tracker.startBeating();
        Timeline.Scheduled watchdog = timeline.schedule(course.limit(), () -> stopper.stop(Stop.LIMIT));
        try {
            Optional<Step<?>> lost = lost();
            if (lost.isPresent()) {
                return lose(lost.get());
            }
            if (ledger.completed()) {
                return finish(result());
            }
            if (ledger.cause().isPresent()) {
                return undo(ledger.cause().get(), Optional.empty());
            }
            return undoing ? fail(course.steps().get(0), Optional.of(Stop.CANCELLED), Optional.empty()) : forward();
        } finally {
            watchdog.cancel();
        }
    }

    /** The first step whose reservation, made in another program, is somebody else's by now. */
    private Optional<Step<?>> lost() {
        for (int i = 0; i < course.steps().size(); i++) {
            Step<?> step = course.steps().get(i);
            if (step.reserves() && ledger.stands(step.name()) && !holds(step, i)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /** Nothing is touched any more. */
    private T lose(Step<?> step) {
        if (ledger.completed()) {
            undoer.leave();
            log.tryWrite(new Ended(timeline.now()));
            return result();
        }
        Cause cause = new Cause(
                OperationError.RESERVATION_LOST,
                Failures.problem(OperationError.RESERVATION_LOST, ledger)
                        .with("step", step)
                        .arguments(),
                Optional.empty(),
                Optional.empty());
        log.tryWrite(new Undoing(cause));
        undoer.leave();
        log.tryWrite(new Ended(timeline.now()));
        throw Failures.undone(cause, tracker.history(), ledger.leftovers(), null);
    }

    private <V> boolean holds(Step<V> step, int index) {
        tracker.enter(index, "looking whether it is still there");
        try {
            return undoer.guarded(run -> step.holds(run, run.valueOf(step)));
        } catch (RuntimeException e) {
            throw Failures.suspended(ledger, step.name(), tracker.history(), e);
        }
    }

    private T forward() {
        List<Step<?>> steps = course.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step<?> step = steps.get(i);
            if (ledger.value(step.name()).isEmpty()) {
                Optional<Throwable> failure = perform(step, i);
                Optional<Stop> stop = stopper.reason();
                if (failure.isPresent() || stop.isPresent()) {
                    return fail(step, stop, failure);
                }
            }
        }
        Step<?> last = steps.get(steps.size() - 1);
        T result;
        try {
            result = result();
        } catch (RuntimeException e) {
            return fail(last, stopper.reason(), Optional.of(e));
        }
        if (!stopper.settle()) {
            return fail(last, stopper.reason(), Optional.empty());
        }
        try {
            log.write(new Completed());
        } catch (OperationException e) {
            return fail(last, Optional.empty(), Optional.of(e));
        }
        return finish(result);
    }

    /** What comes of it, if all was done. */
    T result() {
        return course.result().apply(runUntil(limit));
    }

    /** The failure of an operation that was over before. */
    OperationException recalled() {
        return Failures.undone(
                ledger.cause().orElseThrow(() -> new IllegalStateException("it has no cause")),
                List.of(),
                ledger.leftovers(),
                null);
    }

    private T finish(T result) {
        if (!Undisturbed.get(undoer::undoTemporary)) {
            throw closed(tracker.latest().step(), Optional.empty());
        }
        log.tryWrite(new Ended(timeline.now()));
        return result;
    }

    private OperationException closed(String step, Optional<Throwable> thrown) {
        return Failures.suspended(
                ledger,
                step,
                tracker.history(),
                thrown.orElseGet(() -> new IllegalStateException("the operations were closed")));
    }

    /** Does a step, or finds it done. */
    private <V> Optional<Throwable> perform(Step<V> step, int index) {
        if (stopper.reason().isPresent()) {
            return Optional.empty();
        }
        try {
            Optional<V> found = Optional.empty();
            if (ledger.isBegun(step.name())) {
                found = lookAgain(step, index);
            } else {
                log.write(new Doing(step.name()));
            }
            tracker.enter(index, "begun");
            V value = found.isPresent() ? found.get() : guarded(step.limit(), work(step));
            log.write(new Done(step.name(), step.kept().toJson(value)));
            tracker.note("done");
            return Optional.empty();
        } catch (Suspension e) {
            throw e.failure;
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** A program died in this step: what it has made half is undone, so that it can be done anew. */
    private <V> Optional<V> lookAgain(Step<V> step, int index) {
        tracker.enter(index, "looking whether it was done");
        Optional<V> found;
        try {
            found = guarded(step.limit(), step::done);
        } catch (RuntimeException e) {
            if (stopper.reason().isPresent()) {
                throw e;
            }
            throw new Suspension(Failures.suspended(ledger, step.name(), tracker.history(), e));
        }
        if (found.isEmpty()) {
            undoer.prepare(step, index);
        }
        return found;
    }

    private <V> Function<StepRun, V> work(Step<V> step) {
        return run -> {
            try {
                return step.perform(run);
            } catch (TransportException e) {
                if (e.fate() == CommandFate.NOT_RUN || stopper.reason().isPresent()) {
                    throw e;
                }
                return lostAnswer(step, run, e);
            }
        };
    }

    /** The command may have done all there was to do. */
    private static <V> V lostAnswer(Step<V> step, StepRun run, TransportException failure) {
        run.report("the answer was lost: " + failure.getMessage());
        try {
            return step.done(run).orElseThrow(() -> failure);
        } catch (VmmException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    private <V> V guarded(Duration longest, Function<StepRun, V> work) {
        Duration time = limit.remainingUpTo(longest);
        StepRun run = runUntil(timeline.deadlineIn(time));
        int section = stopper.enter();
        Timeline.Scheduled watchdog = timeline.schedule(longest, () -> stopper.expire(section, Stop.STEP_LIMIT));
        try {
            return work.apply(run);
        } catch (RuntimeException e) {
            // A wait that gave up when its time was over, just before it was interrupted.
            if (run.deadline().expired()) {
                stopper.expire(section, limit.expired() ? Stop.LIMIT : Stop.STEP_LIMIT);
            }
            throw e;
        } finally {
            stopper.leave();
            watchdog.cancel();
        }
    }

    private StepRun runUntil(Deadline deadline) {
        return new StepRun(ledger, tracker, timeline, deadline, end.remaining());
    }

    private T fail(Step<?> step, Optional<Stop> stop, Optional<Throwable> thrown) {
        if (stop.filter(Stop.CLOSED::equals).isPresent()) {
            throw closed(step.name(), thrown);
        }
        boolean interrupted = Thread.interrupted();
        try {
            Optional<Stop> reason = stop.isEmpty() && interrupted ? Optional.of(Stop.CANCELLED) : stop;
            Cause cause = cause(step, reason, thrown.map(Failures::known));
            tracker.note(thrown.map(Reasons::of).orElse("stopped"));
            log.tryWrite(new Undoing(cause));
            return undo(cause, thrown);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private T undo(Cause cause, Optional<Throwable> thrown) {
        if (!Undisturbed.get(undoer::undoAll)) {
            throw closed(tracker.latest().step(), thrown);
        }
        log.tryWrite(new Ended(timeline.now()));
        throw Failures.undone(cause, tracker.history(), ledger.leftovers(), thrown.orElse(null));
    }

    private Cause cause(Step<?> step, Optional<Stop> stop, Optional<VmmException> failure) {
        OperationError error = stop.map(why -> switch (why) {
                    case CANCELLED -> OperationError.CANCELLED;
                    case STEP_LIMIT -> OperationError.STEP_TIMED_OUT;
                    case LIMIT, CLOSED -> OperationError.TIMED_OUT;
                })
                .orElse(OperationError.STEP_FAILED);
        Duration longest = error == OperationError.TIMED_OUT ? course.limit() : step.limit();
        var problem = Failures.problem(error, ledger)
                .with("step", step)
                .with("timeout", Reasons.inWords(longest))
                .with("seen", tracker.latest().detail())
                .with("reason", failure.map(VmmException::getMessage).orElse("stopped."));
        return new Cause(
                error,
                problem.arguments(),
                failure.map(Failure::of),
                error == OperationError.CANCELLED ? Optional.empty() : failure.flatMap(known -> explain(step, known)));
    }

    private Optional<String> explain(Step<?> step, VmmException failure) {
        try {
            return step.explain(runUntil(timeline.deadlineIn(EXPLAINING)), failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** The operation stays in the journal as it is. */
    private static final class Suspension extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final OperationException failure;

        Suspension(OperationException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
