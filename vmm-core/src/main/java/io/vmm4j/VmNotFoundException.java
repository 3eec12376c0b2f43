package io.vmm4j;

import io.vmm4j.error.Problem;

/** There is no VM of this name on the host, by exact comparison. */
public final class VmNotFoundException extends VmException {

    private static final long serialVersionUID = 1L;

    /** A VM that is not there. */
    public VmNotFoundException(Problem problem) {
        super(problem);
    }
}
