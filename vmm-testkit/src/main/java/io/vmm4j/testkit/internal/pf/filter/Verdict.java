package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Effects.Endpoint;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import java.util.Optional;
import java.util.OptionalInt;

/** What the filter makes of a packet. */
public sealed interface Verdict {

    /**
     * It goes on.
     *
     * @param packet as it goes on
     * @param rule the rule, or the rule that made its state; empty for none
     * @param divertTo the local socket that gets it
     * @param rtable the routing table that is asked
     */
    record Passed(PfPacket packet, String rule, Optional<Endpoint> divertTo, OptionalInt rtable) implements Verdict {}

    /**
     * It does not.
     *
     * @param rule the rule
     * @param refusal what the sender hears
     */
    record Blocked(String rule, Refusal refusal) implements Verdict {}
}
