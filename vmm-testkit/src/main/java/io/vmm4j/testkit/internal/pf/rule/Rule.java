package io.vmm4j.testkit.internal.pf.rule;

/**
 * A rule of pf(4): one of those that a line of pf.conf(5) expands to.
 *
 * @param action what becomes of its packets
 * @param quick whether the rules after it are not looked at
 * @param criteria which packets it means
 * @param state whether it keeps state
 * @param effects what else it does
 */
public record Rule(Action action, boolean quick, Criteria criteria, StateKeeping state, Effects effects) {

    /** What pfctl(8) prints of it: one line without its end, and without the rules of an anchor. */
    @Override
    public String toString() {
        return new RulePrinter(this).text();
    }
}
