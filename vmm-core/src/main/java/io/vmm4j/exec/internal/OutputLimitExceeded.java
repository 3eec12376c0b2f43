package io.vmm4j.exec.internal;

import java.io.IOException;

/** A command printed more than its output limit. */
public final class OutputLimitExceeded extends IOException {

    private static final long serialVersionUID = 1L;

    private final int limit;

    /** A stream that is longer than this. */
    public OutputLimitExceeded(int limit) {
        super("more than " + limit + " bytes");
        this.limit = limit;
    }

    /** How many bytes were allowed. */
    public int limit() {
        return limit;
    }
}
