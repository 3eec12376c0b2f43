package io.vmm4j.host;

/**
 * Whether a vmd(8) that runs is told of a change of its configuration: by {@code vmctl load} of what is new, if it only adds, or
 * by {@code vmctl reload}, which forgets every VM that does not run, reads the files, and starts every VM that is enabled there
 * and does not run.
 *
 * <p>A VM that runs keeps the definition it was started with until it has stopped and vmd(8) has reloaded; a switch stays as it
 * is until {@code vmctl reset switches} and a reload. No activation does either.
 */
public enum Activation {
    /**
     * Only if this starts and drops no VM that the change does not ask for. A new VM that is not disabled is asked for, and so is
     * the removal of one; enabling one that is there asks for its start with vmd(8), not for a start now.
     */
    WHEN_HARMLESS,
    /** The files are written, and vmd(8) is left as it is. */
    NEVER,
    /** Whatever it starts or drops; the notes of the plan name each of them. */
    ALWAYS
}
