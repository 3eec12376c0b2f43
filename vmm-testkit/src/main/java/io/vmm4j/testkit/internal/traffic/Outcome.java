package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.PacketFate.Reason;
import io.vmm4j.testkit.PacketFate.Way;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.Refusal;

/** What became of a packet. */
public sealed interface Outcome {

    /** The machine itself has it. */
    record Local(PfPacket packet, String device) implements Outcome {}

    /** It left by an interface. */
    record Left(PfPacket packet, String device) implements Outcome {}

    /** The filter blocked it. */
    record Filtered(String rule, Refusal refusal, String device, Way way) implements Outcome {}

    /** It got lost. */
    record Gone(Reason reason) implements Outcome {}
}
