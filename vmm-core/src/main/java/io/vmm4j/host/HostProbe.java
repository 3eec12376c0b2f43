package io.vmm4j.host;

import io.vmm4j.VmStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host is and can do, found out by reading only, in one round trip. Immutable.
 *
 * @param system what {@code uname -srm} printed
 * @param release the release of OpenBSD; empty if it is another system
 * @param available whether this is an OpenBSD host with vmctl(8)
 * @param enabled whether vmd(8) is to be started at boot
 * @param running whether vmd(8) answers
 * @param initialized whether nothing is missing for a VM: kernel support, vmd(8) enabled and running, BIOS firmware
 * @param cpuSupported whether the processor has what vmm(4) needs
 * @param kernelSupported whether vmm(4) attached at boot
 * @param cpu what the processor has
 * @param vmdFlags the flags that rcctl(8) starts vmd with; empty if it is disabled or the system another
 * @param firmware whether the BIOS that guests boot by is installed
 * @param physicalMemory in bytes
 * @param onlineCpus how many processors are in use
 * @param role what the host is there for; empty if no VM can run on it
 * @param vms the VMs that vmd(8) knows
 */
public record HostProbe(
        String system,
        Optional<OpenBsdRelease> release,
        Finding available,
        Finding enabled,
        Finding running,
        Finding initialized,
        Finding cpuSupported,
        Finding kernelSupported,
        CpuVirtualization cpu,
        Optional<String> vmdFlags,
        Finding firmware,
        OptionalLong physicalMemory,
        OptionalLong onlineCpus,
        Optional<HostRole> role,
        List<VmStatus> vms) {

    public HostProbe {
        Objects.requireNonNull(system, "system");
        vms = List.copyOf(vms);
    }
}
