package io.vmm4j.testkit.internal.host;

import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.VirtualTimeline;
import java.util.List;
import java.util.Map;

/**
 * What an OpenBSD machine is to be.
 *
 * @param timeline the time it lives on
 * @param seed what everything random about it comes from
 * @param release which release it runs
 * @param hostname its name
 * @param cpu what its processor offers to vmm(4)
 * @param cpus how many processors are online
 * @param physicalMemory in bytes
 * @param diskKilobytes the size of its root file system
 * @param rootPassword root's password; empty for none
 * @param rootKeys root's authorized keys
 * @param users its users besides root
 * @param files what else is on its disk, by path
 */
public record MachineSpec(
        VirtualTimeline timeline,
        long seed,
        OpenBsdRelease release,
        String hostname,
        CpuVirtualization cpu,
        int cpus,
        long physicalMemory,
        long diskKilobytes,
        String rootPassword,
        List<String> rootKeys,
        List<SimulatedUser> users,
        Map<String, FileSpec> files) {

    /**
     * A file.
     *
     * @param content its text
     * @param owner who owns it
     * @param mode its permission bits
     */
    public record FileSpec(String content, String owner, int mode) {}
}
