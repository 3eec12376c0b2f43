package io.vmm4j.testkit.internal.pf.rule;

/**
 * One end of what a rule is about.
 *
 * @param host the addresses
 * @param negated whether all but those are meant
 * @param ports the ports
 */
public record Peer(Host host, boolean negated, NumberMatch ports) {

    /** Everybody. */
    public static final Peer ANYBODY = new Peer(new Host.Any(), false, NumberMatch.ALL);

    /** Whether it limits nothing. */
    public boolean isAnybody() {
        return host.toString().equals("any") && !negated && !ports.isPresent();
    }

    @Override
    public String toString() {
        return (negated ? "! " : "") + host + (ports.isPresent() ? " port" + ports : "");
    }
}
