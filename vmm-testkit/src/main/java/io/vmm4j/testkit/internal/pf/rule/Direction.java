package io.vmm4j.testkit.internal.pf.rule;

/** Which way packets go through an interface. */
public enum Direction {
    ANY(""),
    IN(" in"),
    OUT(" out");

    private final String phrase;

    Direction(String phrase) {
        this.phrase = phrase;
    }

    String phrase() {
        return phrase;
    }

    /** Whether packets of the other direction are meant. */
    public boolean admits(Direction other) {
        return this == ANY || this == other;
    }
}
