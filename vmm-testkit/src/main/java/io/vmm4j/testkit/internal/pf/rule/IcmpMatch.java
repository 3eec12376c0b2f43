package io.vmm4j.testkit.internal.pf.rule;

import java.util.OptionalInt;

/**
 * Which ICMP messages a rule means.
 *
 * @param type the type; empty for all
 * @param code the code; empty for all
 */
public record IcmpMatch(OptionalInt type, OptionalInt code) {

    /** All messages. */
    public static final IcmpMatch ALL = new IcmpMatch(OptionalInt.empty(), OptionalInt.empty());

    /** Whether a message is meant. */
    public boolean matches(int messageType, int messageCode) {
        return (type.isEmpty() || type.getAsInt() == messageType) && (code.isEmpty() || code.getAsInt() == messageCode);
    }
}
