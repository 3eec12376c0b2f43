package io.vmm4j.testkit.internal.pf.rule;

/**
 * Which packets a rule means.
 *
 * @param direction which way they go
 * @param on through which interfaces
 * @param family of which family
 * @param protocol of which protocol, 0 for all
 * @param from where they come from
 * @param to where they go
 * @param receivedOn through which interface they came in
 * @param user whose socket they belong to
 * @param group the same, by group
 * @param flags their TCP flags
 * @param icmp their ICMP type and code
 * @param tagged the tag that they have, or must not have with a {@code !} before it; empty for whatever
 * @param fragment whether only fragments are meant
 */
public record Criteria(
        Direction direction,
        InterfaceMatch on,
        Family family,
        int protocol,
        Peer from,
        Peer to,
        InterfaceMatch receivedOn,
        NumberMatch user,
        NumberMatch group,
        TcpFlags flags,
        IcmpMatch icmp,
        String tagged,
        boolean fragment) {

    /** Whether packets have ports. */
    public boolean hasPorts() {
        return protocol == Protocols.TCP || protocol == Protocols.UDP;
    }
}
