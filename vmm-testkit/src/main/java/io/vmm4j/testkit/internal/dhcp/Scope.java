package io.vmm4j.testkit.internal.dhcp;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters that hold in a block of dhcpd.conf(5): those around it, unless it says otherwise. */
final class Scope {

    private Duration lease = Duration.ofHours(12);
    private Duration longestLease = Duration.ofHours(24);
    private boolean unknownClients = true;
    private final Map<String, List<Integer>> addresses = new HashMap<>();

    /** Those of a block in this one. */
    Scope inner() {
        Scope inner = new Scope();
        inner.lease = lease;
        inner.longestLease = longestLease;
        inner.unknownClients = unknownClients;
        inner.addresses.putAll(addresses);
        return inner;
    }

    /** How long a lease lasts for a client that asks for no time. */
    Duration lease() {
        return lease.compareTo(longestLease) > 0 ? longestLease : lease;
    }

    void setLease(Duration time) {
        lease = time;
    }

    void setLongestLease(Duration time) {
        longestLease = time;
    }

    /** Whether clients without a {@code host} get addresses. */
    boolean servesUnknown() {
        return unknownClients;
    }

    void setServesUnknown(boolean all) {
        unknownClients = all;
    }

    /** The addresses of an option, empty if it is not given. */
    List<Integer> addresses(String option) {
        return addresses.getOrDefault(option, List.of());
    }

    void setAddresses(String option, List<Integer> values) {
        addresses.put(option, List.copyOf(values));
    }
}
