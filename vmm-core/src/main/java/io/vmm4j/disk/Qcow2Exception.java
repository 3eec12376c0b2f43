package io.vmm4j.disk;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** A qcow2 image could not be read or converted; {@link #code()} is one of {@link Qcow2Error}. */
public class Qcow2Exception extends VmmException {

    private static final long serialVersionUID = 1L;

    /** An error found in an image. */
    public Qcow2Exception(Problem problem) {
        super(problem);
    }

    /** An error that another exception led to. */
    public Qcow2Exception(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
