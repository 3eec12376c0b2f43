package io.vmm4j.operation.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.operation.Course;
import io.vmm4j.operation.Journal;
import io.vmm4j.operation.JournalEntry;
import io.vmm4j.operation.Operation;
import io.vmm4j.operation.OperationError;
import io.vmm4j.operation.OperationException;
import io.vmm4j.operation.OperationInfo;
import io.vmm4j.operation.OperationState;
import io.vmm4j.operation.Step;
import io.vmm4j.operation.Workflow;
import io.vmm4j.operation.internal.Entry.Begun;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows all operations of a journal, and which of them are under way. Thread safe. */
public final class Conductor {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);
    private static final int ENDED_BETWEEN_COMPACTIONS = 200;

    private final Journal journal;
    private final Map<String, Workflow<?, ?>> workflows;
    private final Settings settings;

    // All below is guarded by this, which is not held while the journal is written.
    private final Map<String, Ledger> ledgers = new LinkedHashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, LiveOperation<?>> live = new HashMap<>();
    private int ended;
    private boolean closed;

    /** Reads the journal. */
    public Conductor(Journal journal, Map<String, Workflow<?, ?>> workflows, Settings settings) {
        this.journal = journal;
        this.workflows = Map.copyOf(workflows);
        this.settings = settings;
        for (JournalEntry entry : journal.entries()) {
            read(entry);
        }
        compact();
    }

    private void read(JournalEntry line) {
        try {
            Entry entry = EntryJson.read(line.document());
            if (entry instanceof Begun begun) {
                know(new Ledger(line.operation(), begun));
            } else {
                Optional.ofNullable(ledgers.get(line.operation()))
                        .orElseThrow(() -> new IllegalArgumentException("it was never begun"))
                        .add(entry);
            }
        } catch (RuntimeException e) {
            throw new OperationException(
                    Problem.of(OperationError.JOURNAL_DAMAGED)
                            .with("path", journal)
                            .with("reason", "operation " + line.operation() + ": " + e.getMessage()),
                    e);
        }
    }

    private void know(Ledger ledger) {
        ledgers.put(ledger.id(), ledger);
        ledger.begun().key().ifPresent(key -> keys.put(key, ledger.id()));
    }

    private void compact() {
        Instant oldest = settings.timeline().now().minus(settings.keptFor());
        Set<String> gone = new HashSet<>();
        synchronized (this) {
            for (Ledger ledger : ledgers.values()) {
                boolean old = ledger.end().filter(oldest::isAfter).isPresent();
                if (old && ledger.leftovers().isEmpty() && !live.containsKey(ledger.id())) {
                    gone.add(ledger.id());
                }
            }
            ledgers.keySet().removeAll(gone);
            keys.values().removeAll(gone);
        }
        if (!gone.isEmpty()) {
            journal.compact(entry -> !gone.contains(entry.operation()));
        }
    }

    /** The operation for a request. */
    public <R, T> Operation<T> start(Workflow<R, T> workflow, R request, Optional<String> key) {
        String json = workflow.request().toJson(request);
        Course<T> course = workflow.planner().apply(request);
        Begun begun = new Begun(
                workflow.name(),
                course.subject(),
                key,
                json,
                settings.timeline().now());
        Claim<T> claim = claim(begun, course);
        LiveOperation<T> operation = claim.operation();
        if (claim.kind() == Claim.Kind.NEW) {
            write(operation, begun);
        }
        return launched(claim);
    }

    /** An operation that somebody asked for, and what is to be done about it. */
    private record Claim<T>(LiveOperation<T> operation, Kind kind) {

        enum Kind {
            /** Nobody has asked for it before. */
            NEW,
            /** It is to be carried on with. */
            IDLE,
            /** It is under way, or over. */
            SETTLED
        }
    }

    private <T> LiveOperation<T> launched(Claim<T> claim) {
        if (claim.kind() != Claim.Kind.SETTLED) {
            launch(claim.operation());
        }
        return claim.operation();
    }

    private synchronized <T> Claim<T> claim(Begun begun, Course<T> course) {
        requireOpen();
        Optional<Ledger> known = begun.key().map(keys::get).map(ledgers::get);
        if (known.isPresent()) {
            requireSame(known.get(), begun);
            return claim(known.get(), course);
        }
        Ledger ledger = new Ledger(UUID.randomUUID().toString(), begun);
        know(ledger);
        LiveOperation<T> operation = operation(ledger, course);
        live.put(ledger.id(), operation);
        return new Claim<>(operation, Claim.Kind.NEW);
    }

    private void write(LiveOperation<?> operation, Begun begun) {
        try {
            journal.append(new JournalEntry(operation.id(), EntryJson.write(begun)));
        } catch (OperationException e) {
            synchronized (this) {
                live.remove(operation.id());
                ledgers.remove(operation.id());
                begun.key().ifPresent(keys::remove);
            }
            operation.fail(e);
            throw e;
        }
    }

    private static void requireSame(Ledger known, Begun asked) {
        Begun begun = known.begun();
        if (!begun.workflow().equals(asked.workflow())
                || !Json.parse(begun.request()).equals(Json.parse(asked.request()))) {
            throw new OperationException(
                    Failures.problem(OperationError.KEY_REUSED, known)
                            .with("key", begun.key().orElse("")),
                    null);
        }
    }

    /** The operation that is known, carried on with if nobody does. */
    @SuppressWarnings("unchecked") // The same request of the same workflow has results of the same type.
    private <T> Claim<T> claim(Ledger ledger, Course<T> course) {
        LiveOperation<?> underWay = live.get(ledger.id());
        if (underWay != null) {
            return new Claim<>((LiveOperation<T>) underWay, Claim.Kind.SETTLED);
        }
        LiveOperation<T> operation = operation(ledger, course);
        if (ledger.end().isPresent()) {
            operation.recall();
            return new Claim<>(operation, Claim.Kind.SETTLED);
        }
        requireSameSteps(ledger, course);
        live.put(ledger.id(), operation);
        return new Claim<>(operation, Claim.Kind.IDLE);
    }

    private <T> LiveOperation<T> operation(Ledger ledger, Course<T> course) {
        return new LiveOperation<>(ledger, course, new Log(journal, ledger), settings);
    }

    private static void requireSameSteps(Ledger ledger, Course<?> course) {
        List<String> now = course.steps().stream().map(Step::name).toList();
        List<String> then = ledger.steps();
        if (then.size() > now.size() || !now.subList(0, then.size()).equals(then)) {
            throw new OperationException(
                    Failures.problem(OperationError.STEPS_CHANGED, ledger).with("reason", then + " and " + now), null);
        }
    }

    private void launch(LiveOperation<?> operation) {
        try {
            settings.worker().execute(() -> {
                operation.run();
                over(operation);
            });
        } catch (RejectedExecutionException e) {
            operation.reject(e);
            over(operation);
        }
    }

    private void over(LiveOperation<?> operation) {
        boolean due;
        synchronized (this) {
            live.remove(operation.id());
            ended++;
            due = !closed && ended % ENDED_BETWEEN_COMPACTIONS == 0;
        }
        if (due) {
            try {
                compact();
            } catch (OperationException e) {
                LOG.warn("{} was not compacted", journal, e);
            }
        }
    }

    /** Carries on with all that are unfinished. */
    public List<Operation<?>> resume() {
        List<Operation<?>> resumed = new ArrayList<>();
        for (OperationInfo info : list()) {
            if (info.state() != OperationState.UNFINISHED) {
                continue;
            }
            try {
                resumed.add(resume(info.id()));
            } catch (OperationException e) {
                LOG.warn("Operation {} of {} stays unfinished", info.id(), info.subject(), e);
            }
        }
        return resumed;
    }

    /** Carries on with one. */
    public Operation<?> resume(String id) {
        Claim<?> claim;
        synchronized (this) {
            requireOpen();
            Ledger ledger = ledger(id);
            claim = claim(ledger, course(ledger));
        }
        return launched(claim);
    }

    /** Undoes one. */
    public Operation<?> undo(String id) {
        LiveOperation<?> operation;
        synchronized (this) {
            requireOpen();
            Ledger ledger = ledger(id);
            LiveOperation<?> underWay = live.get(id);
            if (underWay != null) {
                underWay.cancel();
                return underWay;
            }
            requireUndoable(ledger);
            Course<?> course = course(ledger);
            requireSameSteps(ledger, course);
            operation = operation(ledger, course);
            operation.undo();
            live.put(id, operation);
        }
        launch(operation);
        return operation;
    }

    private static void requireUndoable(Ledger ledger) {
        Optional<String> reason = Optional.empty();
        if (ledger.completed() && ledger.leftovers().isEmpty()) {
            reason = Optional.of("it has succeeded.");
        } else if (ledger.cause()
                .filter(cause -> cause.error() == OperationError.RESERVATION_LOST)
                .isPresent()) {
            reason = Optional.of("what it had reserved may be somebody else's by now.");
        }
        reason.ifPresent(why -> {
            throw new OperationException(
                    Failures.problem(OperationError.NOT_UNDOABLE, ledger)
                            .with("reason", why)
                            .with("advice", "Remove by hand what is not wanted."),
                    null);
        });
    }

    private Ledger ledger(String id) {
        return Optional.ofNullable(ledgers.get(id))
                .orElseThrow(() -> new OperationException(
                        Problem.of(OperationError.UNKNOWN_OPERATION).with("operation", id), null));
    }

    private Course<?> course(Ledger ledger) {
        Workflow<?, ?> workflow = Optional.<Workflow<?, ?>>ofNullable(
                        workflows.get(ledger.begun().workflow()))
                .orElseThrow(
                        () -> new OperationException(Failures.problem(OperationError.UNKNOWN_WORKFLOW, ledger), null));
        return course(workflow, ledger);
    }

    private static <R, T> Course<T> course(Workflow<R, T> workflow, Ledger ledger) {
        return workflow.planner()
                .apply(workflow.request().fromJson(ledger.begun().request()));
    }

    /** All operations, oldest first. */
    public synchronized List<OperationInfo> list() {
        return ledgers.values().stream()
                .map(ledger -> ledger.info(live.containsKey(ledger.id())))
                .toList();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("these operations are closed");
        }
    }

    /** Stops all, and closes the journal. */
    public void close() {
        List<LiveOperation<?>> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(live.values());
        }
        all.forEach(LiveOperation::suspend);
        Deadline deadline = Timeline.system().deadlineIn(settings.closing());
        try {
            for (LiveOperation<?> operation : all) {
                if (!operation.over(deadline.remaining())) {
                    LOG.warn("{} does not stop", operation);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        journal.close();
    }
}
