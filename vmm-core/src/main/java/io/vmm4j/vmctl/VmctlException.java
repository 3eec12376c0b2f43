package io.vmm4j.vmctl;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/**
 * vmctl(8) failed, or answered something that cannot be trusted. {@link #failure()} says what it means, {@link #text()} what
 * it printed.
 */
public final class VmctlException extends VmmException {

    private static final long serialVersionUID = 1L;

    private final VmctlFailure failure;
    private final String text;

    /** A failure with its facts, and what was printed, verbatim. */
    public VmctlException(VmctlFailure failure, Problem problem, String text) {
        super(problem);
        if (problem.code() != failure) {
            throw new IllegalArgumentException("the problem is of another failure: " + problem);
        }
        this.failure = failure;
        this.text = text;
    }

    /** What it means. */
    public VmctlFailure failure() {
        return failure;
    }

    /** What vmctl(8) printed, verbatim: the lines that tell the failure, or everything when it was not recognised. */
    public String text() {
        return text;
    }
}
