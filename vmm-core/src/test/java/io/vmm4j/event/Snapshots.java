package io.vmm4j.event;

import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.event.HostSnapshot.Vmd;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Snapshots for tests: by hand, and any that there can be. */
final class Snapshots {

    private Snapshots() {}

    static HostSnapshot up(ObservedVm... vms) {
        return snapshot(Vmd.UP, Optional.of("f1"), List.of(vms));
    }

    static HostSnapshot down(ObservedVm... vms) {
        return snapshot(Vmd.DOWN, Optional.of("f1"), List.of(vms));
    }

    static HostSnapshot snapshot(Vmd vmd, Optional<String> configuration, List<ObservedVm> vms) {
        SortedMap<VmName, ObservedVm> byName = new TreeMap<>();
        vms.forEach(vm -> byName.put(vm.name(), vm));
        return new HostSnapshot(vmd, configuration, byName);
    }

    /** One that a process runs. */
    static ObservedVm vm(String name, VmState state, long id, long pid) {
        return vm(name, state, Optional.of(VmId.of(id)), OptionalLong.of(pid));
    }

    /** One that is listed, and that no process runs. */
    static ObservedVm idle(String name, VmState state, long id) {
        return vm(name, state, Optional.of(VmId.of(id)), OptionalLong.empty());
    }

    private static ObservedVm vm(String name, VmState state, Optional<VmId> id, OptionalLong pid) {
        return new ObservedVm(
                VmName.of(name),
                state,
                Optional.of(state.toString()),
                id,
                pid,
                Optional.of("1.0G"),
                pid.isPresent() ? Optional.of("ttyp1") : Optional.empty(),
                Optional.of("root"),
                Optional.empty());
    }

    /** Any VM with one of a few names, so that snapshots share some. */
    private static Arbitrary<ObservedVm> vms() {
        Arbitrary<VmName> names =
                Arbitraries.of("web", "we", "web2", "root", "running").map(VmName::of);
        Arbitrary<Optional<String>> texts = Arbitraries.of("a", "b").optional();
        Arbitrary<OptionalLong> pids = Arbitraries.longs()
                .between(1, 3)
                .optional()
                .map(pid -> pid.map(OptionalLong::of).orElse(OptionalLong.empty()));
        Arbitrary<Optional<VmId>> ids =
                Arbitraries.longs().between(1, 3).map(VmId::of).optional();
        return Combinators.combine(names, Arbitraries.of(VmState.class), texts, ids, pids, texts, texts)
                .as((name, state, stateText, id, pid, some, definition) ->
                        new ObservedVm(name, state, stateText, id, pid, some, some, some, definition));
    }

    /** Any snapshot of a host that was looked at. */
    static Arbitrary<HostSnapshot> any() {
        return Combinators.combine(
                        Arbitraries.of(Vmd.UP, Vmd.UP, Vmd.DOWN),
                        Arbitraries.of("f1", "f2").optional(),
                        vms().list().uniqueElements(ObservedVm::name).ofMaxSize(5))
                .as(Snapshots::snapshot);
    }
}
