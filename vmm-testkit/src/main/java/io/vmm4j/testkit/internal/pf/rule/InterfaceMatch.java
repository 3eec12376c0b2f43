package io.vmm4j.testkit.internal.pf.rule;

/** Through which interfaces packets go that a rule means. */
public sealed interface InterfaceMatch {

    /** All of them. */
    record Every() implements InterfaceMatch {

        @Override
        public String toString() {
            return "";
        }
    }

    /** An interface, or a group of them. */
    record Named(String name, boolean negated) implements InterfaceMatch {

        @Override
        public String toString() {
            return (negated ? " on ! " : " on ") + name;
        }
    }

    /** Those of a routing domain. */
    record Rdomain(int number, boolean negated) implements InterfaceMatch {

        @Override
        public String toString() {
            return (negated ? " on ! rdomain " : " on rdomain ") + number;
        }
    }
}
