package io.vmm4j.exec.internal;

import io.vmm4j.error.Transcript;
import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.TransportException;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A batch for transports on which a command costs no round trip: one after the other. */
public final class SequentialBatch {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private SequentialBatch() {}

    /** Runs the batch by the system's clock. */
    public static List<CommandResult> run(CommandExecutor executor, Batch batch) {
        return run(executor, batch, Timeline.system());
    }

    /** Runs the batch, each command within what is left of the whole. */
    public static List<CommandResult> run(CommandExecutor executor, Batch batch, Timeline timeline) {
        Deadline deadline = timeline.deadlineIn(batch.timeout());
        List<CommandResult> results = new ArrayList<>();
        List<Transcript.Entry> ended = new ArrayList<>();
        for (Command command : batch.commands()) {
            Duration left = deadline.remainingUpTo(command.timeout());
            CommandResult result;
            try {
                result = executor.run(command.withTimeout(left.isZero() ? SHORTEST : left));
            } catch (TransportException e) {
                ended.forEach(e::addToTranscript);
                throw e;
            }
            results.add(result);
            ended.add(Transcripts.finished(executor.target(), command, result));
            if (!result.succeeded() && batch.stopsAt(results.size() - 1)) {
                break;
            }
        }
        return List.copyOf(results);
    }
}
