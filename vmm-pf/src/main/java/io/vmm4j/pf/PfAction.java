package io.vmm4j.pf;

/** What a rule of pf.conf(5) does with a packet. */
public enum PfAction {
    /** Lets it through and keeps state of its connection. */
    PASS("pass"),
    /** Neither: only what the rule says besides, such as a translation, is kept for the rule that decides. */
    MATCH("match"),
    /** Drops it without a word. */
    BLOCK_DROP("block drop"),
    /** Refuses it: TCP by a reset, UDP by an ICMP message, anything else is dropped. */
    BLOCK_RETURN("block return");

    private final String text;

    PfAction(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
