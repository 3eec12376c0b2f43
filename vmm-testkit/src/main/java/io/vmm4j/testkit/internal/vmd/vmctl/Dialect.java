package io.vmm4j.testkit.internal.vmd.vmctl;

/**
 * What vmctl(8) of a release does differently.
 *
 * @param transfer whether it has {@code send} and {@code receive}
 * @param paths whether it names paths that do not exist
 * @param syntax where names stand, and what {@code status} shows
 */
public record Dialect(Transfer transfer, BadPaths paths, Syntax syntax) {

    /** Whether VMs can be sent and received. */
    public enum Transfer {
        PRESENT,
        REMOVED
    }

    /** How a path that does not exist is reported. */
    public enum BadPaths {
        UNNAMED,
        NAMED
    }

    /** The two ages of the grammar. */
    public enum Syntax {
        /** Up to 6.5: the name first, then options; a status table without STATE and with exit status 0. */
        NAME_FIRST,
        /** Options first. */
        OPTIONS_FIRST
    }

    boolean isLegacy() {
        return syntax == Syntax.NAME_FIRST;
    }
}
