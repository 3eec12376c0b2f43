package io.vmm4j.vmctl;

import io.vmm4j.VmName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of each VM that ran when all were to stop, in the order they were asked. vmctl(8) exits 0 even if every one of
 * them refused.
 *
 * @param stopped those that took the wish or ended
 * @param failed those that did not, and why
 * @param warnings what vmctl said besides
 */
public record StopAllReply(Map<VmName, StopReply> stopped, Map<VmName, VmctlFailure> failed, List<String> warnings) {

    public StopAllReply {
        stopped = Collections.unmodifiableMap(new LinkedHashMap<>(stopped));
        failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
        warnings = List.copyOf(warnings);
    }
}
