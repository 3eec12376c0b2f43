package io.vmm4j.guest;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;
import org.jspecify.annotations.Nullable;

/** Something inside a VM is not as it has to be; its code is a {@link GuestError}. */
public sealed class GuestException extends VmmException permits HostKeyMismatchException, GuestCommandException {

    private static final long serialVersionUID = 1L;

    /** A failure without another one behind it. */
    public GuestException(Problem problem) {
        this(problem, null);
    }

    /** A failure that another one led to. */
    public GuestException(Problem problem, @Nullable Throwable cause) {
        super(problem, cause);
    }
}
