package io.vmm4j.host.internal;

import io.vmm4j.VmId;
import io.vmm4j.internal.HostInterface;
import io.vmm4j.internal.InterfaceTable;
import java.util.List;
import java.util.Optional;

/** What {@code ifconfig} prints, as far as it tells of the interfaces of VMs. ifconfig(8). */
record TapTable(InterfaceTable table) {

    /**
     * One interface.
     *
     * @param name {@code tap0}
     * @param inet its IPv4 address
     */
    record Interface(String name, Optional<String> inet) {

        static Interface of(HostInterface seen) {
            return new Interface(
                    seen.name(),
                    seen.addresses().stream()
                            .map(one -> one.address().toString())
                            .findFirst());
        }
    }

    static TapTable parse(String text) {
        return new TapTable(InterfaceTable.parse(text));
    }

    /** The host's end of a VM's interface. */
    Optional<Interface> tapOf(VmId vm, int number) {
        return table.tapOf(vm, number).map(Interface::of);
    }

    /** The switch that an interface is attached to. */
    Optional<Interface> switchOf(String member) {
        return table.bridgeOf(member).map(Interface::of);
    }

    /** The lladdrs that a switch has seen behind a member. */
    List<String> cachedBehind(String member) {
        return table.seenBehind(member);
    }
}
