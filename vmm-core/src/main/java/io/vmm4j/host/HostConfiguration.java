package io.vmm4j.host;

import io.vmm4j.plan.Plan;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import java.util.List;

/**
 * The vm.conf(5) of a host, with the files it includes. Immutable; thread safe; every call asks the host.
 *
 * <p>It is the file that vmd(8) is started with: /etc/vm.conf, or what {@code rcctl get vmd flags} says by {@code -f}. Macros
 * given by {@code -D} are refused, as the files alone do not say then what they mean. Relative names are taken from {@code /}, as
 * the daemon takes them. A file that does not exist defines nothing.
 *
 * <p>Looking costs one round trip if nothing is included, and one more for each level of includes, of which 16 are followed.
 * {@link #check} and {@link #plan} ask for the paths of disks, kernels and cdroms in the first one; those that macros put
 * together, or that stand in included files or in a file that the user may not read, cost one more.
 */
public interface HostConfiguration {

    /**
     * Reads it by its grammar; whether disks, users and interfaces exist is {@link #check}'s business. Lines that this release of
     * the SDK does not know are kept.
     *
     * @throws ConfigurationException if a file cannot be read, or vmd(8) is started with macros of its own
     * @throws io.vmm4j.vmconf.VmConfSyntaxException if vmd(8) would refuse it
     */
    VmConf read();

    /**
     * Looks what is wrong with it: what {@code vmd -n} says on the host, and what that leaves out. Reads only.
     *
     * @throws ConfigurationException if a file cannot be read, or vmd(8) is started with macros of its own
     */
    ConfigurationReport check();

    /**
     * What has to be done to change it. Reads only. A change is made in the file that has the statement, and touches no other
     * byte. What the files say already needs no change; a new VM that vmd(8) does not list is loaded all the same, so that a
     * plan which was cut off can be made anew.
     *
     * <p>The notes of the plan say what vmd(8) will start and forget, and what is not in effect yet.
     *
     * @param changes what is to be different, all or nothing
     * @param activation whether vmd(8) is told
     * @throws ConfigurationException if a file cannot be read, the result would break a rule that keeps vmd(8) from loading it, or
     *     a switch has no device, of which vmd(8) and every VM would die
     * @throws io.vmm4j.vmconf.VmConfSyntaxException if the files as they are would be refused by vmd(8)
     * @throws io.vmm4j.vmconf.VmConfEditException if a change cannot be made
     */
    Plan plan(List<VmConfChange> changes, Activation activation);

    /** What has to be done to change it, with {@link Activation#WHEN_HARMLESS}. */
    default Plan plan(VmConfChange... changes) {
        return plan(List.of(changes), Activation.WHEN_HARMLESS);
    }

    /**
     * Does exactly that, under the lock that keeps other programs with this SDK from changing the host at the same time. Each new
     * file is judged by {@code vmd -n} before it replaces the old one, whose owner and mode it keeps. vmd(8) is told nothing that
     * {@code vmd -n} has not just passed, and looked at again a second later.
     *
     * @throws io.vmm4j.plan.PlanException if files, interfaces or VMs have changed since, the host is being changed by somebody
     *     else, or a step failed; with {@link io.vmm4j.plan.PlanError#FILE_REFUSED} if vmd(8) refuses a new file, in which case
     *     nothing was changed. Files are put back; what vmd(8) was told cannot be taken back
     */
    void apply(Plan plan);
}
