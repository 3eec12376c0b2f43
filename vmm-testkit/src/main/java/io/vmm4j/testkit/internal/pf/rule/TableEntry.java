package io.vmm4j.testkit.internal.pf.rule;

/**
 * A line of a table.
 *
 * @param prefix the address or network
 * @param negated whether it is not in the table
 */
public record TableEntry(Prefix prefix, boolean negated) {

    @Override
    public String toString() {
        return (negated ? "!" : "") + prefix;
    }
}
