package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.vmd.config.Owner;
import java.util.Optional;
import java.util.Set;

/**
 * What vmd(8) tells of one VM.
 *
 * @param id its id
 * @param name its name
 * @param memory its memory; that of a running VM includes what the machine itself needs
 * @param owner the configured owner
 * @param states what is true of it
 * @param process its process, if it runs
 */
public record VmInfo(
        long id, String name, long memory, Owner owner, Set<VmState> states, Optional<VmProcessInfo> process) {

    public VmInfo {
        states = Set.copyOf(states);
    }

    /**
     * What vmd(8) tells of a running VM.
     *
     * @param pid the id of its process
     * @param usedMemory how much of its memory the guest has touched
     * @param tty the device of its console
     */
    public record VmProcessInfo(int pid, long usedMemory, String tty) {}
}
