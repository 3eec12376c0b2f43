package io.vmm4j.ssh;

import io.vmm4j.error.Problem;

/** The host has another key than the known one: it was reinstalled, or somebody is in between. */
public final class HostKeyChangedException extends HostKeyException {

    private static final long serialVersionUID = 1L;

    /** A refusal of a changed host key. */
    public HostKeyChangedException(Problem problem) {
        super(problem, null);
    }
}
