package io.vmm4j.operation.internal;

import io.vmm4j.operation.Leftover;
import io.vmm4j.operation.OperationInfo;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.internal.Entry.Begun;
import io.vmm4j.operation.internal.Entry.Cause;
import io.vmm4j.operation.internal.Entry.Completed;
import io.vmm4j.operation.internal.Entry.Doing;
import io.vmm4j.operation.internal.Entry.Done;
import io.vmm4j.operation.internal.Entry.Ended;
import io.vmm4j.operation.internal.Entry.Remaining;
import io.vmm4j.operation.internal.Entry.Reverting;
import io.vmm4j.operation.internal.Entry.Undoing;
import io.vmm4j.operation.internal.Entry.Undone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is known of one operation by its entries. Thread safe. */
final class Ledger {

    private final String id;
    private final Begun begun;
    private final Set<String> steps = new LinkedHashSet<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> reverting = new LinkedHashSet<>();
    private final Set<String> undone = new LinkedHashSet<>();
    private final Map<String, List<Leftover>> remaining = new LinkedHashMap<>();
    private Optional<Cause> cause = Optional.empty();
    private Optional<String> last = Optional.empty();
    private Optional<Instant> end = Optional.empty();
    private boolean completed;

    Ledger(String id, Begun begun) {
        this.id = id;
        this.begun = begun;
    }

    /** Takes note of something. */
    synchronized void add(Entry entry) {
        if (entry instanceof Doing doing) {
            steps.add(doing.step());
            last = Optional.of(doing.step());
        } else if (entry instanceof Done done) {
            values.put(done.step(), done.value());
        } else if (entry instanceof Undoing undoing) {
            cause = Optional.of(undoing.cause());
        } else if (entry instanceof Reverting step) {
            reverting.add(step.step());
            last = Optional.of(step.step());
        } else if (entry instanceof Undone step) {
            undone.add(step.step());
            remaining.remove(step.step());
            last = Optional.of(step.step());
        } else if (entry instanceof Remaining step) {
            remaining.put(step.step(), step.leftovers());
            last = Optional.of(step.step());
        } else if (entry instanceof Completed) {
            completed = true;
        } else if (entry instanceof Ended ended) {
            end = Optional.of(ended.time());
        }
    }

    String id() {
        return id;
    }

    Begun begun() {
        return begun;
    }

    /** The steps that were begun, in order. */
    synchronized List<String> steps() {
        return List.copyOf(steps);
    }

    synchronized boolean isBegun(String step) {
        return steps.contains(step);
    }

    /** The JSON of what a step handed on. */
    synchronized Optional<String> value(String step) {
        return Optional.ofNullable(values.get(step));
    }

    synchronized boolean isUndone(String step) {
        return undone.contains(step);
    }

    /** Whether a step is there wholly, as far as the entries tell: done, and not about to be undone. */
    synchronized boolean stands(String step) {
        return values.containsKey(step) && !reverting.contains(step) && !undone.contains(step);
    }

    /** Whether it was tried in vain to undo the step. */
    synchronized boolean isRemaining(String step) {
        return remaining.containsKey(step);
    }

    /** Why it is undone, if it is. */
    synchronized Optional<Cause> cause() {
        return cause;
    }

    synchronized boolean completed() {
        return completed;
    }

    synchronized Optional<Instant> end() {
        return end;
    }

    synchronized List<Leftover> leftovers() {
        List<Leftover> all = new ArrayList<>();
        remaining.values().forEach(all::addAll);
        return all;
    }

    /** How far it has come. */
    synchronized OperationState state(boolean live) {
        if (end.isPresent()) {
            if (completed) {
                return OperationState.SUCCEEDED;
            }
            return remaining.isEmpty() ? OperationState.UNDONE : OperationState.LEFTOVERS;
        }
        if (!live) {
            return OperationState.UNFINISHED;
        }
        return cause.isPresent() ? OperationState.UNDOING : OperationState.RUNNING;
    }

    OperationInfo info(boolean live) {
        OperationState state = state(live);
        synchronized (this) {
            return new OperationInfo(
                    id, begun.workflow(), begun.subject(), begun.key(), begun.time(), state, last, leftovers());
        }
    }
}
