package io.vmm4j.host.internal.conf;

import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import io.vmm4j.vmconf.Located;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a vmd(8) that runs will make of a change, by what {@code vmctl status} lists and the files will say.
 *
 * @param need what it must be told
 * @param starts the VMs that telling it starts, in the order of the files
 * @param drops the VMs that it then forgets
 * @param unasked those of both that the change does not ask for
 * @param otherAddresses the VMs that it then gives another random Ethernet address
 */
record Consequences(
        Need need, List<String> starts, List<String> drops, List<String> unasked, List<String> otherAddresses) {

    Consequences {
        starts = List.copyOf(starts);
        drops = List.copyOf(drops);
        unasked = List.copyOf(unasked);
        otherAddresses = List.copyOf(otherAddresses);
    }

    /** Whether it does nothing that the change does not ask for. */
    boolean areHarmless() {
        return unasked.isEmpty();
    }

    /** What it does that the change does not ask for. */
    Consequences unaskedOnly() {
        return new Consequences(
                need,
                starts.stream().filter(unasked::contains).toList(),
                drops.stream().filter(unasked::contains).toList(),
                unasked,
                List.of());
    }

    /** By the changes, the files before and after them, and what vmd(8) lists. */
    static Consequences of(List<VmConfChange> changes, VmConf before, VmConf after, List<VmStatus> vms) {
        return new Weighing(changes, before, after, vms).result();
    }

    /** One change against one state. */
    private static final class Weighing {

        private final List<VmConfChange> changes;
        private final VmConf before;
        private final Map<String, VmDefinition> defined = new LinkedHashMap<>();
        private final Map<String, VmStatus> listed = new LinkedHashMap<>();
        private final Set<String> added = new HashSet<>();
        private final Set<String> removed = new HashSet<>();

        Weighing(List<VmConfChange> changes, VmConf before, VmConf after, List<VmStatus> vms) {
            this.changes = changes;
            this.before = before;
            after.vms().stream().map(Located::value).forEach(vm -> defined.putIfAbsent(vm.name(), vm));
            vms.forEach(vm -> listed.put(vm.name().value(), vm));
            for (VmConfChange change : changes) {
                if (change instanceof VmConfChange.AddVm add) {
                    added.add(add.vm().name());
                } else if (change instanceof VmConfChange.RemoveVm remove) {
                    removed.add(remove.name());
                }
            }
        }

        Consequences result() {
            Need need = changes.stream().map(this::need).reduce(Need.NOTHING, Need::and);
            return switch (need) {
                case NOTHING -> new Consequences(need, List.of(), List.of(), List.of(), List.of());
                case LOAD -> {
                    List<String> starts =
                            started().stream().filter(added::contains).toList();
                    yield new Consequences(need, starts, List.of(), List.of(), List.of());
                }
                case RELOAD -> reloaded();
            };
        }

        private Consequences reloaded() {
            List<String> starts = started();
            List<String> drops = listed.values().stream()
                    .filter(vm -> !vm.isRunning())
                    .map(vm -> vm.name().value())
                    .filter(name -> !defined.containsKey(name))
                    .toList();
            List<String> unasked = new ArrayList<>();
            starts.stream().filter(name -> !added.contains(name)).forEach(unasked::add);
            drops.stream().filter(name -> !removed.contains(name)).forEach(unasked::add);
            List<String> addresses = defined.values().stream()
                    .filter(vm -> listed.containsKey(vm.name()) && !isRunning(vm.name()) && hasRandomAddress(vm))
                    .map(VmDefinition::name)
                    .toList();
            return new Consequences(Need.RELOAD, starts, drops, unasked, addresses);
        }

        /** One that waits for its turn starts in any case. */
        private List<String> started() {
            return defined.values().stream()
                    .filter(vm -> !vm.disabled() && !isRunning(vm.name()) && !isWaiting(vm.name()))
                    .map(VmDefinition::name)
                    .toList();
        }

        private boolean isRunning(String name) {
            VmStatus status = listed.get(name);
            return status != null && status.isRunning();
        }

        private boolean isWaiting(String name) {
            VmStatus status = listed.get(name);
            return status != null && status.state() == VmState.WAITING;
        }

        private static boolean hasRandomAddress(VmDefinition vm) {
            return vm.interfaceCount().orElse(0) > vm.interfaces().size()
                    || vm.interfaces().stream().anyMatch(one -> one.lladdr().isEmpty());
        }

        private Need need(VmConfChange change) {
            if (change instanceof VmConfChange.AddVm add) {
                return added(add.vm());
            }
            if (change instanceof VmConfChange.ChangeVm changed) {
                return isRunning(changed.vm().name()) ? Need.NOTHING : Need.RELOAD;
            }
            if (change instanceof VmConfChange.RemoveVm remove) {
                boolean forgettable = listed.containsKey(remove.name()) && !isRunning(remove.name());
                return forgettable ? Need.RELOAD : Need.NOTHING;
            }
            if (change instanceof VmConfChange.AddSwitch add) {
                boolean there = before.switchOf(add.definition().name()).isPresent();
                return there ? Need.NOTHING : Need.LOAD;
            }
            return change instanceof VmConfChange.Set ? Need.RELOAD : Need.NOTHING;
        }

        private Need added(VmDefinition vm) {
            if (before.vm(vm.name()).isPresent()) {
                return listed.containsKey(vm.name()) ? Need.NOTHING : Need.LOAD;
            }
            if (listed.containsKey(vm.name()) && !isRunning(vm.name())) {
                // vmd(8) knows another definition of this name, and skips the new one.
                return Need.RELOAD;
            }
            boolean parentless = vm.parent()
                    .filter(parent -> !listed.containsKey(parent) && !added.contains(parent))
                    .isPresent();
            return parentless ? Need.RELOAD : Need.LOAD;
        }
    }
}
