package io.vmm4j.pf;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/** A network cannot be made, changed, removed or read; {@link #code()} is a {@link PfError}. */
public final class PfException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** A failure with its facts. */
    public PfException(Problem problem) {
        super(problem);
    }
}
