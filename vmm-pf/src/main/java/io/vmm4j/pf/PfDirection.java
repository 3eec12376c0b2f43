package io.vmm4j.pf;

/** Which way a packet goes through an interface, as the host sees it. */
public enum PfDirection {
    IN("in"),
    OUT("out"),
    /** Either way. */
    ANY("");

    private final String text;

    PfDirection(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
