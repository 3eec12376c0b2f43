package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;

/** Which machine has which filter. */
public final class PacketFilters {

    private PacketFilters() {}

    /** The filter of this machine. */
    public static PacketFilter of(Machine machine) {
        return machine.part(PacketFilter.class, one -> {
            PacketFilter filter = new PacketFilter(new MachineFilterHost(one));
            one.whenDown(() -> one.timeline().locked(filter::restart));
            return filter;
        });
    }
}
