package io.vmm4j.exec;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** A file could not be copied to or from the host, although the host could be reached. */
public final class TransferException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** A refusal by the host or by this machine. */
    public TransferException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
