package io.vmm4j.host.internal.conf;

import io.vmm4j.VmStatus;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What of a change is not in effect yet, although it is written, and vmd(8) may have been told. */
final class PendingNotes {

    private final VmConf before;
    private final Set<String> running;
    private final List<String> notes = new ArrayList<>();

    private PendingNotes(VmConf before, List<VmStatus> vms) {
        this.before = before;
        this.running = vms.stream()
                .filter(VmStatus::isRunning)
                .map(vm -> vm.name().value())
                .collect(Collectors.toSet());
    }

    /** For a vmd(8) that lists these VMs. */
    static List<String> of(List<VmConfChange> changes, VmConf before, List<VmStatus> vms) {
        PendingNotes pending = new PendingNotes(before, vms);
        changes.forEach(pending::add);
        return pending.notes;
    }

    private void add(VmConfChange change) {
        if (change instanceof VmConfChange.AddVm add) {
            keepsRunning(add.vm().name());
        } else if (change instanceof VmConfChange.ChangeVm changed) {
            keepsRunning(changed.vm().name());
        } else if (change instanceof VmConfChange.RemoveVm remove) {
            removed(remove.name());
        } else if (change instanceof VmConfChange.ChangeSwitch changed) {
            keepsSwitch(changed.definition().name());
        } else if (change instanceof VmConfChange.RemoveSwitch remove) {
            keepsSwitch(remove.name());
        } else if (change instanceof VmConfChange.Unset unset) {
            notes.add("vmd(8) goes back to its own " + Sentences.keyword(unset.kind()) + " when it starts next.");
        } else if (change instanceof VmConfChange.Set set
                && (set.setting() instanceof GlobalSetting.SocketOwner
                        || set.setting() instanceof GlobalSetting.Agentx)) {
            notes.add("It is not certain that a vmd(8) that runs takes up another "
                    + Sentences.keyword(set.setting().getClass()) + " before it starts next.");
        }
    }

    private void keepsRunning(String name) {
        if (running.contains(name)) {
            notes.add(name + " runs, and keeps the definition it was started with until it has stopped and vmctl reload"
                    + " was run.");
        }
    }

    private void removed(String name) {
        if (running.contains(name)) {
            notes.add(name + " runs on. When it has stopped, vmctl status lists it until vmctl reload was run.");
        }
        List<String> behind = before.vms().stream()
                .dropWhile(vm -> !vm.value().name().equals(name))
                .skip(1)
                .filter(vm -> vm.value().interfaces().stream().anyMatch(InterfaceDefinition::local))
                .map(vm -> vm.value().name())
                .toList();
        if (!behind.isEmpty()) {
            notes.add("When vmd(8) starts next, the VMs behind " + name
                    + " get other ids, and their local interfaces other" + " addresses: " + String.join(", ", behind)
                    + ".");
        }
    }

    private void keepsSwitch(String name) {
        notes.add(
                "vmd(8) keeps the switch " + name + " as it was until vmctl reset switches and vmctl reload were run.");
    }
}
