package io.vmm4j.testkit.internal.rc;

/**
 * What the service tools of a release do differently.
 *
 * @param quiet whether they know {@code -q}
 * @param duplicates what becomes of equal lines in rc.conf.local
 */
public record RcRelease(Quiet quiet, RcConfLocal.Duplicates duplicates) {

    /** Up to 7.7. */
    public static final RcRelease OLDER = new RcRelease(Quiet.UNKNOWN, RcConfLocal.Duplicates.KEPT);

    /** From 7.8 on. */
    public static final RcRelease NEWER = new RcRelease(Quiet.KNOWN, RcConfLocal.Duplicates.DROPPED);

    /** Whether {@code -q} is an option. */
    public enum Quiet {
        KNOWN,
        UNKNOWN
    }

    String options() {
        return quiet == Quiet.KNOWN ? "dfq" : "df";
    }
}
