package io.vmm4j.ssh;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.TransportException;
import org.jspecify.annotations.Nullable;

/** The host did not let the user in, or there was nothing to log in with. */
public final class AuthenticationException extends TransportException {

    private static final long serialVersionUID = 1L;

    /** A refusal of the login. */
    public AuthenticationException(Problem problem, @Nullable Throwable cause) {
        super(problem, CommandFate.NOT_RUN, cause);
    }
}
