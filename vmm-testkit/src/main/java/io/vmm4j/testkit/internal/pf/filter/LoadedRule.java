package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Rule;

/** A rule in the kernel, with what it has counted. */
public final class LoadedRule {

    private final Rule rule;
    private final int number;
    private final String text;
    private long evaluations;
    private long packetsIn;
    private long packetsOut;
    private long statesEver;
    private int turn;

    LoadedRule(Rule rule, int number) {
        this.rule = rule;
        this.number = number;
        this.text = rule.toString();
    }

    /** What it says. */
    public Rule rule() {
        return rule;
    }

    /** What pfctl(8) prints of it. */
    public String text() {
        return text;
    }

    /** Its place among the rules of its anchor. */
    public int number() {
        return number;
    }

    /** How often it was looked at. */
    public long evaluations() {
        return evaluations;
    }

    /** How many packets it decided that came in. */
    public long packetsIn() {
        return packetsIn;
    }

    /** How many packets it decided that went out. */
    public long packetsOut() {
        return packetsOut;
    }

    /** How many states it has made. */
    public long statesEver() {
        return statesEver;
    }

    void evaluated() {
        evaluations++;
    }

    void decided(boolean in) {
        if (in) {
            packetsIn++;
        } else {
            packetsOut++;
        }
    }

    void madeState() {
        statesEver++;
    }

    /** Whose turn it is among several addresses. */
    int nextTurn(int count) {
        return turn++ % count;
    }

    void forgetCounts() {
        evaluations = 0;
        packetsIn = 0;
        packetsOut = 0;
        statesEver = 0;
    }
}
