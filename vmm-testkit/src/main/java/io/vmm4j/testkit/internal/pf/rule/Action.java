package io.vmm4j.testkit.internal.pf.rule;

import java.util.List;
import java.util.Optional;

/** What becomes of the packets that a rule means. */
public sealed interface Action {

    /** They pass. */
    record Pass() implements Action {}

    /** They go on to the next rule, marked or changed. */
    record Match() implements Action {}

    /** They do not pass. */
    record Block(Refusal refusal) implements Action {}

    /**
     * They are put to the rules of an anchor.
     *
     * @param call the anchor's name as it was written; {@code _1} and so on for one without a name
     * @param body the rules that were written in braces
     */
    record Anchor(String call, Optional<Body> body) implements Action {

        /** Whether it has no name of its own. */
        public boolean isUnnamed() {
            return call.substring(call.lastIndexOf('/') + 1).startsWith("_");
        }
    }

    /**
     * What stands between the braces of an anchor.
     *
     * @param rules its rules
     * @param tables its tables
     */
    record Body(List<Rule> rules, List<TableDefinition> tables) {

        public Body {
            rules = List.copyOf(rules);
            tables = List.copyOf(tables);
        }
    }
}
