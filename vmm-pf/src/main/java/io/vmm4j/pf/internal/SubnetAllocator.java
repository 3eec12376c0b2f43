package io.vmm4j.pf.internal;

import io.vmm4j.Ipv4Address;
import io.vmm4j.Subnet;
import io.vmm4j.pf.NetworkName;
import io.vmm4j.plan.FileContent;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds a network that nobody uses, within 10.0.0.0/8. Where it begins to look depends on the name of the network
 * only: so it comes to the same on every run, and networks of different names do not crowd at one place.
 */
final class SubnetAllocator {

    private static final Subnet ALL = Subnet.of("10.0.0.0/8");

    private SubnetAllocator() {}

    /**
     * The first one that overlaps nothing that is used; empty if there is none.
     *
     * @param prefixLength 9 to 24
     */
    static Optional<Subnet> choose(NetworkName name, int prefixLength, Collection<Subnet> used) {
        long size = 1L << (32 - prefixLength);
        int count = 1 << (prefixLength - ALL.prefixLength());
        int first = Integer.parseInt(FileContent.of(name.value()).sha256().substring(0, 4), 16);
        for (int i = 0; i < count; i++) {
            Ipv4Address address = ALL.address((first + i) % count * size);
            Subnet candidate = new Subnet(address, prefixLength);
            if (used.stream().noneMatch(candidate::overlaps)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
