package io.vmm4j.testkit.internal.vmd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The VMs that vmd(8) knows, in the order in which they were registered. */
final class VmTable {

    private final List<Vm> vms = new ArrayList<>();

    void add(Vm vm) {
        vms.add(vm);
    }

    void remove(Vm vm) {
        vms.remove(vm);
    }

    List<Vm> all() {
        return List.copyOf(vms);
    }

    Optional<Vm> byId(long id) {
        return vms.stream().filter(vm -> id != 0 && vm.id() == id).findFirst();
    }

    Optional<Vm> byName(String name) {
        return vms.stream().filter(vm -> vm.name().equals(name)).findFirst();
    }

    Optional<Vm> find(VmSelector selector) {
        return selector.id() == 0 ? byName(selector.name()) : byId(selector.id());
    }
}
