package io.vmm4j.pf;

import io.vmm4j.plan.Plan;
import java.util.List;

/**
 * One network of guests on a host, there or still to be made. Immutable; thread safe; it holds nothing of the host's state, every
 * call asks the host.
 *
 * <p>Its plans are guarded: the host itself takes back what was done unless a new connection confirms it. What matters when the host
 * boots is put in its place by that confirmation only.
 */
public interface HostNetwork {

    /** What it is to be. */
    NetworkSpec spec();

    /**
     * What has to be done to make it so: nothing if it is so already. Reads only.
     *
     * <p>Its notes say what this does to others: rules that decide before ours, a rule set that is not what pf.conf(5) says, services
     * that are started anew.
     *
     * @throws PfException if the host has no room for it, or a file that it needs to change was refused by its program before
     */
    Plan plan();

    /**
     * What has to be done so that nothing of it is left: every file below /etc is then, to the byte, what it was before or what
     * others have made of it since. Reads only.
     *
     * @throws PfException if a file that it needs to change was refused by its program before
     */
    Plan removal();

    /**
     * Does exactly what a plan says, under the lock that keeps other programs with this SDK from changing the host at the same time.
     *
     * @throws io.vmm4j.plan.PlanException if the host has changed since, is being changed by somebody else, or a step failed; then
     *     everything was taken back, or will be by the host itself
     */
    void apply(Plan plan);

    /**
     * Looks whether the host does what was asked for. Reads only, and asks the guests' name server for {@code openbsd.org} and {@code
     * localhost} if it has one. One round trip, one more if vm.conf(5) includes files, and one more for the name server, which takes up
     * to some seconds if it is silent.
     */
    List<NetworkCheck> verify();
}
