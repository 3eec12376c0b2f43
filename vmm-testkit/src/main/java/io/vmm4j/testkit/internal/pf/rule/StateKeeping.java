package io.vmm4j.testkit.internal.pf.rule;

import java.util.List;

/**
 * Whether a rule keeps state, and with what options.
 *
 * @param kind how
 * @param binding whether its states hold for the interface only that made them
 * @param options the options as they are printed, in pfctl's order
 */
public record StateKeeping(Kind kind, Binding binding, List<String> options) {

    /** No state. */
    public static final StateKeeping NONE = new StateKeeping(Kind.NONE, Binding.FLOATING, List.of());

    public StateKeeping {
        options = List.copyOf(options);
    }

    /** How state is kept. */
    public enum Kind {
        NONE(" no state"),
        KEEP(" keep state"),
        MODULATE(" modulate state"),
        SYNPROXY(" synproxy state");

        private final String phrase;

        Kind(String phrase) {
            this.phrase = phrase;
        }

        String phrase() {
            return phrase;
        }
    }

    /** On which interfaces a state holds. */
    public enum Binding {
        FLOATING,
        IF_BOUND
    }

    /** Whether state is kept. */
    public boolean isPresent() {
        return kind != Kind.NONE;
    }
}
