package io.vmm4j;

/** How a VM came to be stopped. That it is not stopped is no outcome but an exception. */
public enum StopOutcome {
    /** It did not run in the first place. One that waits for its turn to be started goes on waiting. */
    WAS_NOT_RUNNING,
    /** It ended after it was asked to. */
    STOPPED,
    /** It was killed. */
    FORCED
}
