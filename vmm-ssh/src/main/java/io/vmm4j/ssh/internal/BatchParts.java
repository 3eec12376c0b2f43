package io.vmm4j.ssh.internal;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Runs a batch that may be too long for one round trip in as few parts as it takes. */
public final class BatchParts {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private BatchParts() {}

    /**
     * Runs the batch.
     *
     * @param fits whether a part may go in one round trip; a part of one command goes in any case
     * @param run runs a part
     */
    public static List<CommandResult> run(
            Batch batch, Predicate<Batch> fits, Function<Batch, List<CommandResult>> run) {
        if (fits.test(batch) || batch.commands().size() == 1) {
            return run.apply(batch);
        }
        Deadline deadline = Timeline.system().deadlineIn(batch.timeout());
        int half = batch.commands().size() / 2;
        List<CommandResult> results = new ArrayList<>(run(part(batch, 0, half, deadline.remaining()), fits, run));
        if (results.size() == half) {
            boolean stopped = batch.onFailure() == Batch.OnFailure.STOP
                    && results.stream().anyMatch(result -> !result.succeeded());
            if (!stopped) {
                Batch rest = part(batch, half, batch.commands().size(), deadline.remaining());
                results.addAll(run(rest, fits, run));
            }
        }
        return List.copyOf(results);
    }

    private static Batch part(Batch batch, int from, int to, Duration left) {
        return new Batch(batch.commands().subList(from, to), batch.onFailure(), left.isZero() ? SHORTEST : left);
    }
}
