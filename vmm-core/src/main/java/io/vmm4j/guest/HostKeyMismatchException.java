package io.vmm4j.guest;

import io.vmm4j.error.Problem;
import org.jspecify.annotations.Nullable;

/**
 * A guest has another host key than its VM: it is another guest, or somebody is in between. No password was sent, and no command was
 * run.
 */
public final class HostKeyMismatchException extends GuestException {

    private static final long serialVersionUID = 1L;

    private final transient HostKey seen;

    /** A refusal of this key. */
    public HostKeyMismatchException(Problem problem, HostKey seen, @Nullable Throwable cause) {
        super(problem, cause);
        this.seen = seen;
    }

    /** The key that was shown. */
    public HostKey seen() {
        return seen;
    }
}
