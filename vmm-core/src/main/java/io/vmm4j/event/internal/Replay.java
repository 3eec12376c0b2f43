package io.vmm4j.event.internal;

import io.vmm4j.VmName;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.HostSnapshot.Vmd;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.VmOccurrence;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rebuilds a snapshot from what happened since. Not thread safe. */
public final class Replay {

    private final SortedMap<VmName, ObservedVm> vms;
    private Vmd vmd;
    private Optional<String> configuration;

    /** Begins at this snapshot. */
    public Replay(HostSnapshot start) {
        vmd = start.vmd();
        configuration = start.configuration();
        vms = new TreeMap<>(start.vms());
    }

    /** Lets this have happened. */
    public void apply(Occurrence what) {
        if (what instanceof VmOccurrence.Vanished vanished) {
            vms.remove(vanished.vm().name());
        } else if (what instanceof VmOccurrence of) {
            vms.put(of.vm().name(), of.vm());
        } else if (what instanceof Occurrence.VmdUp) {
            vmd = Vmd.UP;
        } else if (what instanceof Occurrence.VmdDown) {
            vmd = Vmd.DOWN;
        } else if (what instanceof Occurrence.ConfigurationChanged changed) {
            configuration = changed.fingerprint();
        }
    }

    /** What there is now. */
    public HostSnapshot snapshot() {
        return new HostSnapshot(vmd, configuration, vms);
    }
}
