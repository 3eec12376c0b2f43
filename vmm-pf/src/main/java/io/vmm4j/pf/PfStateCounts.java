package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many states of pf(4) each address of a network has. A connection of a guest to the world is two of them: one where it comes in
 * to the host, and one where it leaves. Immutable.
 *
 * @param byAddress the addresses that have any
 */
public record PfStateCounts(SortedMap<Ipv4Address, Integer> byAddress) {

    public PfStateCounts {
        byAddress = Collections.unmodifiableSortedMap(new TreeMap<>(byAddress));
    }

    /** Counts those of the addresses of a network. */
    public static PfStateCounts of(Collection<PfState> states, Subnet network) {
        SortedMap<Ipv4Address, Integer> counts = new TreeMap<>();
        states.stream()
                .flatMap(state -> state.addresses().stream())
                .filter(network::contains)
                .forEach(address -> counts.merge(address, 1, Integer::sum));
        return new PfStateCounts(counts);
    }

    /** Those of one address. */
    public int of(Ipv4Address address) {
        return byAddress.getOrDefault(address, 0);
    }

    /** The same without some addresses, such as the host's own. */
    public PfStateCounts without(Collection<Ipv4Address> others) {
        SortedMap<Ipv4Address, Integer> counts = new TreeMap<>(byAddress);
        counts.keySet().removeAll(others);
        return new PfStateCounts(counts);
    }

    /** {@code 10.20.0.10: 4, 10.20.0.11: 1}. */
    @Override
    public String toString() {
        return byAddress.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
