package io.vmm4j.exec;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** The host could not be asked, or its answer did not arrive. {@link #fate()} says what is known of the command. */
public class TransportException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final CommandFate fate;

    /** A failure of the transport. The problem gets the fact {@code fate}. */
    public TransportException(Problem problem, CommandFate fate, @Nullable Throwable cause) {
        super(problem.with("fate", fate.inWords()), cause);
        this.fate = fate;
    }

    /** What is known of the command that was asked for. */
    public CommandFate fate() {
        return fate;
    }
}
