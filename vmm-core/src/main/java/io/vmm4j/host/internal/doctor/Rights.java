package io.vmm4j.host.internal.doctor;

import io.vmm4j.host.internal.rights.DoasRule;
import java.util.List;

/**
 * What the user may do as root.
 *
 * @param user the login name
 * @param missing the rules of doas.conf(5) that are certainly missing
 * @param complaint what doas(1) said first when it refused; empty if it refused nothing
 * @param reachesVmd whether he can talk to vmd(8), if it runs
 */
record Rights(String user, List<DoasRule> missing, String complaint, boolean reachesVmd) {

    Rights {
        missing = List.copyOf(missing);
    }
}
