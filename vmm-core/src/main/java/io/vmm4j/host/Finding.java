package io.vmm4j.host;

import java.util.Objects;

/**
 * The answer to one question about a host, and what it rests on.
 *
 * @param verdict the answer
 * @param evidence what was seen, as a person would quote it
 */
public record Finding(Verdict verdict, String evidence) {

    /** An answer; what cannot be told is not guessed. */
    public enum Verdict {
        YES,
        NO,
        UNKNOWN
    }

    public Finding {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(evidence, "evidence");
    }

    /** It is so. */
    public static Finding yes(String evidence) {
        return new Finding(Verdict.YES, evidence);
    }

    /** It is not so. */
    public static Finding no(String evidence) {
        return new Finding(Verdict.NO, evidence);
    }

    /** It cannot be told. */
    public static Finding unknown(String evidence) {
        return new Finding(Verdict.UNKNOWN, evidence);
    }

    /** One or the other. */
    public static Finding of(boolean holds, String evidence) {
        return holds ? yes(evidence) : no(evidence);
    }

    /** Whether it is certainly so. */
    public boolean holds() {
        return verdict == Verdict.YES;
    }

    @Override
    public String toString() {
        return verdict.name().toLowerCase(java.util.Locale.ROOT) + " (" + evidence + ")";
    }
}
