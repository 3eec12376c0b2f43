package io.vmm4j.host.internal.doctor;

import static io.vmm4j.host.SymptomCode.VM_MEMORY_DIFFERS;
import static io.vmm4j.host.SymptomCode.VM_NOT_DEFINED;
import static io.vmm4j.host.SymptomCode.VM_UNKNOWN_TO_VMD;

import io.vmm4j.VmStatus;
import io.vmm4j.host.Symptom;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether vmd(8) still knows the VMs as vm.conf(5) defines them. */
final class DriftCheck implements Check {

    @Override
    public List<Symptom> examine(Observed host) {
        Optional<VmConf> conf = host.configuration().value();
        Optional<List<VmStatus>> vms = host.vms().value();
        boolean refused = host.complaints().orElse(Optional.empty()).isPresent();
        if (refused
                || conf.isEmpty()
                || vms.isEmpty()
                || !host.probe().running().holds()) {
            // What vmd(8) cannot read it cannot know.
            return List.of();
        }
        Map<String, Located<VmDefinition>> defined = new LinkedHashMap<>();
        conf.get().vms().forEach(vm -> defined.putIfAbsent(vm.value().name(), vm));
        List<Symptom> symptoms = new ArrayList<>();
        Map<String, VmStatus> known = new LinkedHashMap<>();
        vms.get().forEach(vm -> known.put(vm.name().value(), vm));
        defined.forEach((name, vm) -> {
            if (!known.containsKey(name)) {
                symptoms.addAll(unknown(vm));
            } else {
                symptoms.addAll(memory(vm, Memory.of(vm.value(), conf.get()), known.get(name)));
            }
        });
        known.forEach((name, vm) -> {
            if (!vm.isRunning() && !defined.containsKey(name)) {
                symptoms.addAll(Check.symptom(
                        VM_NOT_DEFINED,
                        "vmctl status lists " + name + " as stopped, and /etc/vm.conf does not define it"));
            }
        });
        return symptoms;
    }

    private static List<Symptom> unknown(Located<VmDefinition> vm) {
        return Check.symptom(
                VM_UNKNOWN_TO_VMD,
                vm.origin() + " defines " + vm.value().name() + ", and vmctl status does not list it",
                "vmd -n && vmctl load /etc/vm.conf");
    }

    private static List<Symptom> memory(Located<VmDefinition> vm, long mebibytes, VmStatus status) {
        boolean differs = PrintedSize.parse(status.maxMemory())
                .filter(size -> !size.canMean(mebibytes))
                .isPresent();
        return differs
                ? Check.symptom(
                        VM_MEMORY_DIFFERS,
                        vm.origin() + " gives " + vm.value().name() + " " + mebibytes + "M, and vmctl status shows "
                                + status.maxMemory())
                : List.of();
    }
}
