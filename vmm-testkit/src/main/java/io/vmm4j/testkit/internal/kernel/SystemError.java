package io.vmm4j.testkit.internal.kernel;

import java.io.IOException;

/** A simulated system call failed. */
public final class SystemError extends IOException {

    private static final long serialVersionUID = 1L;

    private final Errno errno;

    /** A failure with this error number. */
    public SystemError(Errno errno) {
        super(errno.text());
        this.errno = errno;
    }

    /** Why. */
    public Errno errno() {
        return errno;
    }
}
