package io.vmm4j.operation.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.operation.Run;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Waiter;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The operation as one step sees it.
 *
 * @param ledger what the steps before handed on
 * @param tracker who is told
 * @param timeline where time comes from
 * @param deadline when the step must be over
 * @param longest how long the operation may go on
 */
record StepRun(Ledger ledger, Tracker tracker, Timeline timeline, Deadline deadline, Duration longest) implements Run {

    @Override
    public String operation() {
        return ledger.id();
    }

    @Override
    public <V> V valueOf(Step<V> step) {
        return ledger.value(step.name())
                .map(step.kept()::fromJson)
                .orElseThrow(() -> new IllegalStateException(step + " has not been done"));
    }

    @Override
    public void report(String detail) {
        tracker.note(detail);
    }

    @Override
    public void report(int percent, String detail) {
        tracker.percent(percent);
        tracker.note(detail);
    }

    @Override
    public <V> V await(Problem problem, Supplier<Waiter.Look<V>> look) {
        String[] last = {""};
        return Waiter.within(timeline, deadline.remaining()).until(problem, () -> {
            Waiter.Look<V> seen = look.get();
            if (seen.value().isEmpty() && !seen.seen().equals(last[0])) {
                last[0] = seen.seen();
                report(seen.seen());
            }
            return seen;
        });
    }
}
