package io.vmm4j.exec;

import io.vmm4j.error.Problem;

/** A command was cancelled, by the program or because the thread that waited for it was interrupted. */
public final class CommandCancelledException extends TransportException {

    private static final long serialVersionUID = 1L;

    /** A cancellation with this outcome. */
    public CommandCancelledException(Problem problem, CommandFate fate) {
        super(problem, fate, null);
    }
}
