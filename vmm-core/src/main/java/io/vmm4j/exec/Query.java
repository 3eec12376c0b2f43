package io.vmm4j.exec;

import io.vmm4j.error.VmmException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A command together with how its answer is read. Immutable; thread safe if its reader is.
 *
 * <p>Asking one is one round trip, and so is {@link #askAll}. What a reader throws carries the transcript of the command; a
 * refusal by doas(1) becomes a {@link DoasException} before the reader sees it.
 *
 * @param command what to run
 * @param reader what its answer means
 * @param <T> what the answer is read as
 */
public record Query<T>(Command command, Reader<T> reader) {

    public Query {
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(reader, "reader");
    }

    /**
     * Says what an answer means.
     *
     * @param <T> what it is read as
     */
    @FunctionalInterface
    public interface Reader<T> {

        /**
         * Reads an answer, whatever its exit status.
         *
         * @throws VmmException if it is a failure or cannot be read
         */
        T read(Answer answer);
    }

    /**
     * Runs the command and reads its answer.
     *
     * @throws TransportException if there was no answer
     * @throws VmmException what the reader throws
     */
    public T ask(CommandExecutor executor) {
        return read(new Answer(executor.target(), command, executor.run(command)));
    }

    /** Runs the commands one after the other in one round trip, all of them whatever their exit statuses. */
    public static Answers askAll(CommandExecutor executor, Query<?>... queries) {
        return Answers.of(executor, List.of(queries), Batch::of);
    }

    /** Runs the commands one after the other in one round trip, up to the first whose exit status is not 0. */
    public static Answers askUntilFailure(CommandExecutor executor, Query<?>... queries) {
        return Answers.of(executor, List.of(queries), Batch::stoppingAtFailure);
    }

    /** Runs the commands one after the other in one round trip, but only the first if its exit status is not 0. */
    public static Answers askGuarded(CommandExecutor executor, Query<?>... queries) {
        return Answers.of(executor, List.of(queries), Batch::guarded);
    }

    /**
     * Runs the commands one after the other, each in a round trip of its own, but only the first if its exit status is not 0. One
     * that does not end in time keeps no other from being asked: only asking for its answer throws a
     * {@link CommandTimeoutException}. For when a round trip for all of them did not end, to find out which it was.
     *
     * @param limit how long each may take
     * @throws TransportException if the host cannot be asked any more
     */
    public static Answers askOneByOne(CommandExecutor executor, Duration limit, Query<?>... queries) {
        return Answers.oneByOne(executor, limit, List.of(queries));
    }

    /** The same command, read further. */
    public <R> Query<R> map(Function<? super T, ? extends R> further) {
        return new Query<>(command, answer -> further.apply(reader.read(answer)));
    }

    /**
     * Reads an answer that was got by other means, such as from a terminal.
     *
     * @throws VmmException what the reader throws
     */
    public T read(Answer answer) {
        return read(answer, List.of());
    }

    T read(Answer answer, List<Answer> before) {
        try {
            DoasRefusal.in(answer).ifPresent(refusal -> {
                throw DoasException.of(refusal, answer);
            });
            return reader.read(answer);
        } catch (VmmException e) {
            before.forEach(earlier -> e.addToTranscript(earlier.transcript()));
            e.addToTranscript(answer.transcript());
            throw e;
        }
    }
}
