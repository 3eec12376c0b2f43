package io.vmm4j.plan;

/** When a change of a file is made for good. */
public enum Moment {
    /** When its turn comes in the plan. */
    IN_TURN,
    /**
     * When a guarded plan is confirmed; until then the new file lies beside the old one, as {@link FileChange#candidate()}. For files
     * that a reboot in between must not find changed. In a plan that is not guarded, when its turn comes.
     */
    ONCE_CONFIRMED
}
