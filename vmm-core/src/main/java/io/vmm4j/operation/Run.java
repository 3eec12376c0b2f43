package io.vmm4j.operation;

import io.vmm4j.error.Problem;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The operation as its steps see it. For the operation's thread only, which is interrupted when the operation is cancelled or a
 * deadline passes: commands and waits end by that themselves.
 */
public interface Run {

    /** What tells this operation from all others, the same in every program that carries on with it: good for names of files. */
    String operation();

    /**
     * What an earlier step handed on.
     *
     * @throws IllegalStateException if it has not been done
     */
    <V> V valueOf(Step<V> step);

    /** When the step, or its undoing, must be over; for the timeouts of its commands. */
    Deadline deadline();

    /** How long the operation may go on from now at the most, its undoing included. */
    Duration longest();

    /** Where time comes from. */
    Timeline timeline();

    /** Tells people what is being done, in a few words. No secrets: it is published and told again in errors. */
    void report(String detail);

    /** The same, and how much of the step is done, 0 to 100. */
    void report(int percent, String detail);

    /**
     * Waits until something is so, at most until {@link #deadline()}; what is seen meanwhile is reported.
     *
     * @see Waiter#until
     */
    <V> V await(Problem problem, Supplier<Waiter.Look<V>> look);
}
