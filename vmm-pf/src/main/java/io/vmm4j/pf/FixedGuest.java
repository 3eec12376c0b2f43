package io.vmm4j.pf;

import io.vmm4j.Ipv4Address;
import io.vmm4j.MacAddress;
import io.vmm4j.VmName;
import java.util.Objects;

/**
 * A guest that always gets the same address from dhcpd(8).
 *
 * @param vm its VM
 * @param mac the Ethernet address of its interface, which vm.conf(5) must fix by {@code lladdr}
 * @param address what it gets
 */
public record FixedGuest(VmName vm, MacAddress mac, Ipv4Address address) {

    public FixedGuest {
        Objects.requireNonNull(vm, "vm");
        Objects.requireNonNull(mac, "mac");
        Objects.requireNonNull(address, "address");
    }
}
