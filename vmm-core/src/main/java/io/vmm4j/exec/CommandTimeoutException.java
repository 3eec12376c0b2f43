package io.vmm4j.exec;

import io.vmm4j.error.Problem;

/**
 * A command did not end within its timeout. {@link #fate()} is {@link CommandFate#STOPPED} if it is known to be gone from the
 * host, {@link CommandFate#MAY_STILL_RUN} if not.
 */
public final class CommandTimeoutException extends TransportException {

    private static final long serialVersionUID = 1L;

    /** A timeout with this outcome. */
    public CommandTimeoutException(Problem problem, CommandFate fate) {
        super(problem, fate, null);
    }
}
