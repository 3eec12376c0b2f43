package io.vmm4j.vmctl;

import io.vmm4j.VmId;
import java.util.List;

/**
 * What became of the wish that a VM stop.
 *
 * @param id its number
 * @param outcome how far it got
 * @param warnings what vmctl(8) said besides
 */
public record StopReply(VmId id, Outcome outcome, List<String> warnings) {

    public StopReply {
        warnings = List.copyOf(warnings);
    }

    /** How far a stop got. */
    public enum Outcome {
        /** vmd(8) took the wish; the VM still runs. Said of a forced stop too. */
        REQUESTED,
        /** The VM has ended. */
        TERMINATED,
        /** The VM was killed. */
        FORCED
    }
}
