package io.vmm4j.guest;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandResult;

/** A command failed inside a guest, and the ones after it were not run. */
public final class GuestCommandException extends GuestException {

    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;
    private final int number;

    /** A failure of the command of this number, counted from 1. */
    public GuestCommandException(Problem problem, int number, CommandResult result) {
        super(problem);
        this.number = number;
        this.result = result;
    }

    /** What the command printed, and its exit status. */
    public CommandResult result() {
        return result;
    }

    /** Which of the commands it was, counted from 1. */
    public int number() {
        return number;
    }
}
