package io.vmm4j.vmconf;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/** A change of a vm.conf(5) that cannot be made; nothing was changed. {@link #code()} is a {@link VmConfError}. */
public final class VmConfEditException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** A refused change with its facts. */
    public VmConfEditException(Problem problem) {
        super(problem);
    }
}
