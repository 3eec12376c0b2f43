package io.vmm4j;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** A VM is not what was asked for, or did not become it; {@link #code()} is a {@link VmError}. */
public class VmException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** A problem with one VM. */
    public VmException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }

    /** A problem with one VM. */
    public VmException(Problem problem) {
        this(problem, null);
    }
}
