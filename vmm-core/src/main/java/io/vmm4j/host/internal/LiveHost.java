package io.vmm4j.host.internal;

import io.vmm4j.Vm;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import io.vmm4j.VmmHost;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.event.HostEvents;
import io.vmm4j.event.HostEventsBuilder;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.host.HostDisabler;
import io.vmm4j.host.HostInitializer;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.LeastPrivilege;
import io.vmm4j.host.SafeReboot;
import io.vmm4j.host.internal.conf.LiveConfiguration;
import io.vmm4j.host.internal.disk.LiveDisks;
import io.vmm4j.host.internal.doctor.Doctor;
import io.vmm4j.host.internal.rights.OperationRules;
import io.vmm4j.host.internal.setup.LiveDisabler;
import io.vmm4j.host.internal.setup.LiveInitializer;
import io.vmm4j.media.MediaStore;
import io.vmm4j.media.internal.InFlight;
import io.vmm4j.media.internal.LiveMediaStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A host that is asked anew by every call. */
public final class LiveHost implements VmmHost {

    private final HostContext context;
    private final InFlight fetches = new InFlight();

    /** A host of this context. */
    public LiveHost(HostContext context) {
        this.context = context;
    }

    @Override
    public CommandExecutor executor() {
        return context.executor();
    }

    @Override
    public HostProbe probe() {
        return new ProbeQueries(context.vmctl()).ask(context.executor()).probe();
    }

    @Override
    public Diagnosis diagnose() {
        return Doctor.diagnose(context);
    }

    @Override
    public LeastPrivilege leastPrivilege(String user, Set<HostOperation> operations) {
        return OperationRules.leastPrivilege(user, operations, context.privilege());
    }

    @Override
    public HostInitializer initializer() {
        return new LiveInitializer(context);
    }

    @Override
    public HostDisabler disabler() {
        return new LiveDisabler(context);
    }

    @Override
    public HostConfiguration configuration() {
        return new LiveConfiguration(context);
    }

    @Override
    public HostDisks disks() {
        return new LiveDisks(context);
    }

    @Override
    public SafeReboot safeReboot() {
        return new LiveReboot(context);
    }

    @Override
    public MediaStore media() {
        return LiveMediaStore.of(context, fetches);
    }

    @Override
    public List<VmInfo> vms() {
        return Observation.look(context).observation().all();
    }

    @Override
    public HostEventsBuilder events() {
        return HostEvents.of(context.target(), new Watch(context), context.timeline());
    }

    @Override
    public Vm vm(VmName name) {
        return new LiveVm(this, context, Objects.requireNonNull(name, "name"));
    }

    @Override
    public Vm create(VmSpec spec) {
        new Creator(context).create(spec);
        return vm(spec.name());
    }

    @Override
    public String toString() {
        return "VmmHost[" + context.target() + "]";
    }
}
