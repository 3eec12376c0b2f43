package io.vmm4j.vmctl;

import io.vmm4j.VmId;
import java.util.List;

/**
 * A VM that was paused or unpaused. Doing either again is a success again. While a VM is paused its clock stands still, and
 * stays behind.
 *
 * @param id its number
 * @param warnings what vmctl(8) said besides
 */
public record PauseReply(VmId id, List<String> warnings) {

    public PauseReply {
        warnings = List.copyOf(warnings);
    }
}
