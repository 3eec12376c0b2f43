package io.vmm4j.testkit.internal.pf.rule;

/** An address family, or both. */
public enum Family {
    ANY(128, ""),
    INET(32, " inet"),
    INET6(128, " inet6");

    private final int bits;
    private final String phrase;

    Family(int bits, String phrase) {
        this.bits = bits;
        this.phrase = phrase;
    }

    /** How many bits its addresses have. */
    public int bits() {
        return bits;
    }

    String phrase() {
        return phrase;
    }

    /** Whether an address of the other family may be meant. */
    public boolean admits(Family other) {
        return this == ANY || other == ANY || this == other;
    }
}
