package io.vmm4j.host;

import io.vmm4j.VmName;
import java.util.List;

/**
 * What became of the VMs that ran before a reboot. Immutable.
 *
 * @param started those that were started now
 * @param running those that ran already, as vmd(8) or somebody else had started them
 * @param gone those that do not exist any more
 * @param others the VMs that run and did not run before; they were left alone
 */
public record RebootRecovery(List<VmName> started, List<VmName> running, List<VmName> gone, List<VmName> others) {

    public RebootRecovery {
        started = List.copyOf(started);
        running = List.copyOf(running);
        gone = List.copyOf(gone);
        others = List.copyOf(others);
    }
}
