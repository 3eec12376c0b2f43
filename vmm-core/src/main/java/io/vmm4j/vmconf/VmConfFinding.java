package io.vmm4j.vmconf;

import io.vmm4j.error.Problem;

/**
 * A rule that a configuration breaks, although its grammar is right.
 *
 * @param rule the rule
 * @param origin where the VM or switch begins that breaks it
 * @param problem the rule with the facts of this case
 */
public record VmConfFinding(VmConfRule rule, Origin origin, Problem problem) {

    /** How bad it is. */
    public VmConfRule.Severity severity() {
        return rule.severity();
    }

    /** What is wrong, in English. */
    public String message() {
        return problem.message();
    }

    /** What to do, in English. */
    public String hint() {
        return problem.hint();
    }

    @Override
    public String toString() {
        return origin + ": " + message();
    }
}
