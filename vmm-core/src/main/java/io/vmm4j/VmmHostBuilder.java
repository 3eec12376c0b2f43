package io.vmm4j;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Privilege;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.host.internal.LiveHost;
import io.vmm4j.time.Timeline;
import io.vmm4j.vmctl.Vmctl;
import java.time.Duration;
import java.util.Objects;

/** Says what a {@link VmmHost} does differently. Not thread safe. */
public final class VmmHostBuilder {

    private static final HostPath RECORDS = HostPath.of("/var/db/vmm4j/vms");
    private static final Duration DISK_LIMIT = Duration.ofMinutes(30);

    private final CommandExecutor executor;
    private Timeline timeline = Timeline.system();
    private Privilege privilege = Privilege.ROOT;
    private HostPath records = RECORDS;
    private Duration diskLimit = DISK_LIMIT;

    VmmHostBuilder(CommandExecutor executor) {
        this.executor = Objects.requireNonNull(executor, "executor");
    }

    /** Where waits take their time from; the system's clock if not said. A simulated host has one of its own. */
    public VmmHostBuilder timeline(Timeline other) {
        timeline = Objects.requireNonNull(other, "timeline");
        return this;
    }

    /**
     * Runs vmctl(8) as the executor's user instead of as root. That user must have access to vmd's socket, can control the VMs
     * he owns, and cannot create any.
     */
    public VmmHostBuilder asUser() {
        privilege = Privilege.USER;
        return this;
    }

    /** Where the specifications of VMs are kept on the host; {@code /var/db/vmm4j/vms} if not said. */
    public VmmHostBuilder recordDirectory(HostPath directory) {
        records = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /** How long the disks of one VM may take to be made; half an hour if not said. */
    public VmmHostBuilder diskLimit(Duration limit) {
        diskLimit = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /** The host. */
    public VmmHost build() {
        Vmctl vmctl = new Vmctl(privilege, Vmctl.DEFAULT_TIMEOUT);
        return new LiveHost(new HostContext(executor, timeline, privilege, vmctl, records, diskLimit));
    }
}
