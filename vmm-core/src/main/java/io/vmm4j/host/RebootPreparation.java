package io.vmm4j.host;

import io.vmm4j.StopOutcome;
import io.vmm4j.VmName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was done before a reboot. Immutable.
 *
 * @param stopped how each VM that ran came to be stopped
 * @param noted the VMs that will be started again, those of an earlier preparation included
 * @param startedByVmd the VMs that did not run and that vmd(8) starts at boot all the same, as /etc/vm.conf does not disable
 *     them; files that it includes are not looked at
 */
public record RebootPreparation(Map<VmName, StopOutcome> stopped, List<VmName> noted, List<VmName> startedByVmd) {

    public RebootPreparation {
        stopped = Collections.unmodifiableMap(new LinkedHashMap<>(stopped));
        noted = List.copyOf(noted);
        startedByVmd = List.copyOf(startedByVmd);
    }
}
