package io.vmm4j.testkit.internal.pf.conf;

import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host;
import java.util.List;

/**
 * One of the addresses that a line names.
 *
 * @param host the address
 * @param negated whether all but it is meant
 */
record HostItem(Host host, boolean negated) {

    static final HostItem ANY = new HostItem(new Host.Any(), false);

    Family family() {
        return host.family();
    }

    /** The family that all have in common, if the line has not said which. */
    static Family common(List<HostItem> items, Family said) {
        if (said != Family.ANY || items.isEmpty()) {
            return said;
        }
        Family first = items.get(0).family();
        return items.stream().allMatch(item -> item.family() == first) ? first : Family.ANY;
    }
}
