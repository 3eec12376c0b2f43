package io.vmm4j.ssh;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.TransportException;
import org.jspecify.annotations.Nullable;

/** The host's key is not trusted. The connection was ended before anything was sent that the host should not know. */
public sealed class HostKeyException extends TransportException permits HostKeyChangedException {

    private static final long serialVersionUID = 1L;

    /** A refusal of a host key. */
    public HostKeyException(Problem problem, @Nullable Throwable cause) {
        super(problem, CommandFate.NOT_RUN, cause);
    }
}
