package io.vmm4j.vmctl;

import io.vmm4j.HostPath;
import io.vmm4j.VmId;
import java.util.List;

/**
 * A VM that vmd(8) started. The guest may be dead a second later: look at its status again.
 *
 * @param id its number
 * @param tty its console
 * @param warnings what vmctl(8) said besides, such as that it has no disk
 */
public record StartedVm(VmId id, HostPath tty, List<String> warnings) {

    public StartedVm {
        warnings = List.copyOf(warnings);
    }
}
