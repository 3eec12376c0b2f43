package io.vmm4j.host.internal;

import io.vmm4j.HostPath;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.time.Timeline;
import io.vmm4j.vmctl.Vmctl;
import java.time.Duration;

/**
 * What everything that works on one host shares.
 *
 * @param executor what runs its commands
 * @param timeline where waits take their time from
 * @param privilege as whom vmctl(8) runs and files are written
 * @param vmctl vmctl(8), as that user
 * @param records where the specifications of VMs are kept
 * @param diskLimit how long the disks of one VM may take to be made
 */
public record HostContext(
        CommandExecutor executor,
        Timeline timeline,
        Privilege privilege,
        Vmctl vmctl,
        HostPath records,
        Duration diskLimit) {

    /** The host, as its executor names it. */
    public String target() {
        return executor.target();
    }

    /** Where the SDK keeps what it must remember on the host: beside the records. */
    public HostPath stateDirectory() {
        String path = records.value();
        int parent = path.lastIndexOf('/');
        return HostPath.of(parent > 0 ? path.substring(0, parent) : path);
    }
}
