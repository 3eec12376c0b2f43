package io.vmm4j.host;

import io.vmm4j.plan.Plan;
import java.util.Objects;

/**
 * What became of a plan to initialize a host.
 *
 * @param plan what was done
 * @param probe the host afterwards
 * @param rebootRequired whether the machine has to be booted before VMs run on it
 */
public record Initialization(Plan plan, HostProbe probe, boolean rebootRequired) {

    public Initialization {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(probe, "probe");
    }
}
