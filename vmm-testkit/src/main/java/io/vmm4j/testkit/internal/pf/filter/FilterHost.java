package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What the filter asks the rest of the kernel. */
public interface FilterHost {

    /** The addresses of an interface or group now; networks if the modifier says so. */
    List<Prefix> addresses(String name, Set<Modifier> modifiers);

    /** Whether an interface has this name or is in the group of this name. */
    boolean isCalled(String device, String name);

    /** The routing domain of an interface. */
    int rdomain(String device);

    /** Whether there is a route. */
    boolean hasRoute(IpAddress address);

    /** The time. */
    Instant now();

    /** A number from 0 to below the bound. */
    int random(int bound);
}
