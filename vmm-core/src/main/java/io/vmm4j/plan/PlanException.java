package io.vmm4j.plan;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan was not applied, or not wholly. */
public class PlanException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final transient List<Change> remaining;

    /** A plan of which nothing was done, or everything was taken back. */
    public PlanException(Problem problem) {
        this(problem, List.of(), null);
    }

    /** A plan that failed half way. */
    public PlanException(Problem problem, List<Change> remaining, @Nullable Throwable cause) {
        super(problem, cause);
        this.remaining = List.copyOf(remaining);
    }

    /** The changes that were made and could not be taken back, in the order they were made. */
    public List<Change> remaining() {
        return remaining;
    }
}
