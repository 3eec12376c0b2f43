package io.vmm4j.operation;

import io.vmm4j.operation.internal.Conductor;
import io.vmm4j.operation.internal.Settings;
import io.vmm4j.operation.internal.Threads;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/** Says how operations are done. Not thread safe. */
public final class OperationsBuilder {

    private final Journal journal;
    private final Map<String, Workflow<?, ?>> workflows = new LinkedHashMap<>();
    private Timeline timeline = Timeline.system();
    private Executor worker = Threads.WORKERS;
    private Executor courier = ForkJoinPool.commonPool();
    private Duration keptFor = Duration.ofDays(30);
    private Duration closing = Duration.ofSeconds(30);

    OperationsBuilder(Journal journal) {
        this.journal = Objects.requireNonNull(journal, "journal");
    }

    /** A kind of operations that can be carried on with. */
    public OperationsBuilder with(Workflow<?, ?> workflow) {
        if (workflows.put(workflow.name(), workflow) != null) {
            throw new IllegalArgumentException("two workflows are named " + workflow.name());
        }
        return this;
    }

    /** Where waits take their time from; the system's clock if not said. */
    public OperationsBuilder timeline(Timeline other) {
        timeline = Objects.requireNonNull(other, "timeline");
        return this;
    }

    /** What runs operations, each as one task from its beginning to its end; daemon threads, as many as needed, if not said. */
    public OperationsBuilder worker(Executor executor) {
        worker = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /** What hands progress to subscribers; must not do it in the thread that asks. The common pool if not said. */
    public OperationsBuilder courier(Executor executor) {
        courier = Objects.requireNonNull(executor, "executor");
        return this;
    }

    /** How long the journal keeps what is over, and its key; thirty days if not said. What has left something over is always kept. */
    public OperationsBuilder keptFor(Duration duration) {
        keptFor = Objects.requireNonNull(duration, "duration");
        return this;
    }

    /** How long {@link Operations#close} waits, by the machine's clock; half a minute if not said. */
    public OperationsBuilder closingWithin(Duration longest) {
        closing = Objects.requireNonNull(longest, "longest");
        return this;
    }

    /**
     * Reads the journal and forgets in it what is long over. Starts nothing; {@link Operations#resume()} does.
     *
     * @throws OperationException with {@link OperationError#JOURNAL_DAMAGED} or {@link OperationError#JOURNAL_FAILED}
     */
    public Operations open() {
        return new Operations(
                new Conductor(journal, workflows, new Settings(timeline, worker, courier, keptFor, closing)));
    }
}
