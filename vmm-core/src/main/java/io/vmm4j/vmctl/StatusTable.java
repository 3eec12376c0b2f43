package io.vmm4j.vmctl;

import io.vmm4j.VmName;
import io.vmm4j.VmRef;
import io.vmm4j.VmStatus;
import java.util.List;
import java.util.Optional;

/**
 * The VMs that vmd(8) knows: those that run, the latest started first, then the others. A VM that was started ad hoc and has
 * stopped is not among them.
 *
 * @param vms one element a row, in the order printed
 * @param warnings what vmctl(8) printed besides
 */
public record StatusTable(List<VmStatus> vms, List<String> warnings) {

    public StatusTable {
        vms = List.copyOf(vms);
        warnings = List.copyOf(warnings);
    }

    /** The VM of exactly this name or id. */
    public Optional<VmStatus> find(VmRef vm) {
        if (vm instanceof VmName name) {
            return vms.stream().filter(status -> status.name().equals(name)).findFirst();
        }
        return vms.stream().filter(status -> status.id().equals(vm)).findFirst();
    }
}
