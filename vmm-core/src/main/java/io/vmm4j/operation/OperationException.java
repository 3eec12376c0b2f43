package io.vmm4j.operation;

import io.vmm4j.error.Failure;
import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation failed, or could not be asked for; {@link #code()} is an {@link OperationError}. The transcript is that of the command
 * that failed, empty if another program ran it.
 */
public final class OperationException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Failure> failure;
    private final transient Optional<String> likelyCause;
    private final transient List<Moment> history;
    private final transient List<Leftover> leftovers;

    /** An operation that could not be asked for, or journal that cannot be used. */
    public OperationException(Problem problem, @Nullable Throwable cause) {
        this(problem, Optional.empty(), Optional.empty(), List.of(), List.of(), cause);
    }

    /** An operation that failed. */
    public OperationException(
            Problem problem,
            Optional<Failure> failure,
            Optional<String> likelyCause,
            List<Moment> history,
            List<Leftover> leftovers,
            @Nullable Throwable cause) {
        super(problem, cause);
        this.failure = failure;
        this.likelyCause = likelyCause;
        this.history = List.copyOf(history);
        this.leftovers = List.copyOf(leftovers);
        if (cause instanceof VmmException known) {
            known.transcript().entries().forEach(this::addToTranscript);
        }
    }

    /** What its step failed with, also if that was in another program. */
    public Optional<Failure> failure() {
        return failure;
    }

    /** Why it failed, if that could be found out. */
    public Optional<String> likelyCause() {
        return likelyCause;
    }

    /** What was seen, oldest first. */
    public List<Moment> history() {
        return history;
    }

    /** What could not be removed, each with the command that removes it. */
    public List<Leftover> leftovers() {
        return leftovers;
    }

    /** Whether what failed may succeed later; not as long as something is left in the way. */
    @Override
    public boolean retryable() {
        return leftovers.isEmpty()
                && (super.retryable() || failure.filter(Failure::retryable).isPresent());
    }
}
