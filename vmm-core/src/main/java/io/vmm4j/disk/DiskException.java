package io.vmm4j.disk;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** Something could not be done with an image on a host; {@link #code()} is one of {@link DiskError}. */
public class DiskException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** An error that was found. */
    public DiskException(Problem problem) {
        super(problem);
    }

    /** An error that another exception led to. */
    public DiskException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
