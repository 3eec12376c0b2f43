package io.vmm4j.testkit.internal.pf.rule;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What else a rule does to its packets.
 *
 * @param log the phrase of its logging, empty for none
 * @param label its label, empty for none
 * @param tag the tag that it gives, empty for none
 * @param nat the translation of the source
 * @param rdr the redirection of the destination
 * @param divertTo the local socket that gets the packets
 * @param rtable the routing table that is asked
 * @param settings what {@code set (...)} says, empty for nothing
 * @param scrub what {@code scrub (...)} says, empty for nothing
 * @param allowOpts whether IP options pass
 */
public record Effects(
        String log,
        String label,
        String tag,
        Optional<Pool> nat,
        Optional<Pool> rdr,
        Optional<Endpoint> divertTo,
        OptionalInt rtable,
        String settings,
        String scrub,
        boolean allowOpts) {

    /** An address and a port. */
    public record Endpoint(IpAddress address, int port) {}
}
