package io.vmm4j.host;

import io.vmm4j.plan.Plan;

/** Stops vmd(8) for good: it neither runs nor starts at boot. That stops every VM; files and images stay. Thread safe. */
public interface HostDisabler {

    /** What has to be done; its notes name the VMs that it stops. One round trip, reads only. */
    Plan plan();

    /**
     * Does exactly that.
     *
     * @throws io.vmm4j.plan.PlanException if the host has changed since, such as by a VM that was started, or a change failed
     */
    void apply(Plan plan);
}
