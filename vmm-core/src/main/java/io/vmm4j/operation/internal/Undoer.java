package io.vmm4j.operation.internal;

import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.internal.Entry.Remaining;
import io.vmm4j.operation.internal.Entry.Reverting;
import io.vmm4j.operation.internal.Entry.Undone;
import io.vmm4j.operation.internal.Stopper.Stop;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Undoes steps, the last one first. */
final class Undoer {

    private static final Logger LOG = LoggerFactory.getLogger(Undoer.class);

    private final Ledger ledger;
    private final Course<?> course;
    private final Log log;
    private final Tracker tracker;
    private final Timeline timeline;
    private final Function<Deadline, StepRun> runs;
    private final Stopper stopper = new Stopper();

    Undoer(
            Ledger ledger,
            Course<?> course,
            Log log,
            Tracker tracker,
            Timeline timeline,
            Function<Deadline, StepRun> runs) {
        this.ledger = ledger;
        this.course = course;
        this.log = log;
        this.tracker = tracker;
        this.timeline = timeline;
        this.runs = runs;
    }

    void suspend() {
        stopper.stop(Stop.CLOSED);
    }

    /** Undoes all that was begun; false if it was to stop. */
    boolean undoAll() {
        return undo(step -> true);
    }

    /** Undoes what only the operation itself needed; false if it was to stop. */
    boolean undoTemporary() {
        return undo(Step::temporary);
    }

    private boolean undo(Predicate<Step<?>> which) {
        List<Step<?>> steps = course.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step<?> step = steps.get(i);
            if (ledger.isBegun(step.name()) && !ledger.isUndone(step.name()) && which.test(step)) {
                // Nobody is to come upon what is left, so that it can be undone later without harm.
                boolean kept = step.reserves() && somethingIsLeft();
                if (!kept) {
                    log.tryWrite(new Reverting(step.name()));
                }
                List<Leftover> leftovers = kept ? leaves(step) : undo(step, i);
                if (stopper.reason().filter(Stop.CLOSED::equals).isPresent()) {
                    return false;
                }
                log.tryWrite(leftovers.isEmpty() ? new Undone(step.name()) : new Remaining(step.name(), leftovers));
            }
        }
        return true;
    }

    private boolean somethingIsLeft() {
        return course.steps().stream().anyMatch(step -> !step.reserves() && ledger.isRemaining(step.name()));
    }

    /** Undoes what a step has made half, so that it can be done anew. */
    <V> void prepare(Step<V> step, int index) {
        List<Leftover> leftovers = undo(step, index);
        if (!leftovers.isEmpty()) {
            throw new IllegalStateException("what was made of it before is in the way: " + leftovers);
        }
    }

    private <V> List<Leftover> undo(Step<V> step, int index) {
        tracker.undoing(index, "undoing");
        Optional<V> made = value(step);
        try {
            return guarded(run -> step.undo(run, made));
        } catch (RuntimeException e) {
            LOG.warn("{} of {} could not be undone: {}", step, course.subject(), Reasons.of(e));
            tracker.note("could not be undone: " + Reasons.of(e));
            List<Leftover> leftovers = leaves(step);
            return leftovers.isEmpty() ? List.of(unknown(step)) : leftovers;
        }
    }

    /** Does this within the time that undoing a step may take. */
    <V> V guarded(Function<StepRun, V> work) {
        StepRun run = runs.apply(timeline.deadlineIn(course.undoLimit()));
        int section = stopper.enter();
        Timeline.Scheduled watchdog =
                timeline.schedule(course.undoLimit(), () -> stopper.expire(section, Stop.STEP_LIMIT));
        try {
            return work.apply(run);
        } finally {
            stopper.leave();
            stopper.forgive();
            watchdog.cancel();
        }
    }

    private Leftover unknown(Step<?> step) {
        return Leftover.of(
                Leftover.Kind.UNKNOWN, "whatever " + step + " made", "vmm", "operations", "undo", ledger.id());
    }

    /** What is there of all steps, or of the temporary ones if the others are to stay, is left as it is. */
    void leave() {
        for (Step<?> step : course.steps()) {
            boolean unwanted = step.temporary() || !ledger.completed();
            if (unwanted && ledger.isBegun(step.name()) && !ledger.isUndone(step.name())) {
                leave(step);
            }
        }
    }

    private void leave(Step<?> step) {
        List<Leftover> leftovers = leaves(step);
        if (!leftovers.isEmpty()) {
            log.tryWrite(new Remaining(step.name(), leftovers));
        }
    }

    private <V> Optional<V> value(Step<V> step) {
        return ledger.value(step.name()).map(step.kept()::fromJson);
    }

    private <V> List<Leftover> leaves(Step<V> step) {
        try {
            return step.leaves(runs.apply(timeline.deadlineIn(course.undoLimit())), value(step));
        } catch (RuntimeException e) {
            LOG.error("What {} leaves is not known", step, e);
            return List.of(unknown(step));
        }
    }
}
