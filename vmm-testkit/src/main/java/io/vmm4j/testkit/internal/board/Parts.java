package io.vmm4j.testkit.internal.board;

import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.List;
import java.util.Optional;

/**
 * What a VM is made of.
 *
 * @param vm its name
 * @param memory in bytes
 * @param kernel what was loaded directly; empty if the BIOS boots
 * @param cdrom what is in its drive
 * @param disks its disks, in order
 * @param lladdrs the addresses of its network cards, in order
 * @param order which device it boots
 * @param seed what everything random in it comes from; another at each start
 */
public record Parts(
        String vm,
        long memory,
        Optional<SimulatedLabel> kernel,
        Optional<DiskContent> cdrom,
        List<VirtualDisk> disks,
        List<String> lladdrs,
        BootOrder order,
        long seed) {

    /** Which device boots. */
    public enum BootOrder {
        /** The first disk, and the cdrom if that does not boot. */
        DEFAULT,
        DISK,
        CDROM,
        /** The kernel believes that it came over the network. */
        NET
    }

    public Parts {
        disks = List.copyOf(disks);
        lladdrs = List.copyOf(lladdrs);
    }

    /** What the cdrom is, if it is a medium of the simulation. */
    public Optional<SimulatedLabel> cdromLabel() {
        return cdrom.flatMap(SystemArea::labelOf);
    }
}
