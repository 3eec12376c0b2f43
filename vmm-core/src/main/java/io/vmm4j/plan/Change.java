package io.vmm4j.plan;

/** One step of a {@link Plan}. Immutable. */
public sealed interface Change permits CommandChange, FileChange, FileRemoval {

    /** What it does, for people: {@code enable vmd(8)}. */
    String summary();

    /** Whether it needs root. */
    boolean needsRoot();

    /** Whether it can be taken back if a later one fails. */
    boolean canBeUndone();

    /** What exactly will be done, as the lines of a dry run. */
    String details();
}
