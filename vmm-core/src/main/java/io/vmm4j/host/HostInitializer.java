package io.vmm4j.host;

import io.vmm4j.MemorySize;
import io.vmm4j.plan.Plan;

/**
 * Makes a host ready for VMs: device nodes, firmware, login class, vm.conf(5), vmd(8) enabled and running. Immutable; thread safe.
 *
 * <p>What is there is kept: a host that is ready gets an empty plan, an existing vm.conf is never touched, and vmd(8) is never
 * restarted, which would stop every VM. Everything needs root but looking.
 */
public interface HostInitializer {

    /**
     * The same for a host with at least so many tap(4) nodes, one for each network interface of a VM; OpenBSD makes four.
     *
     * @throws IllegalArgumentException unless it is 0 to 256, which is all that vmd(8) uses
     */
    HostInitializer taps(int count);

    /** The same for a host whose vmd(8) may give a guest so much memory. */
    HostInitializer guestMemory(MemorySize largest);

    /** The same without the BIOS firmware, for a host whose guests are all booted from a kernel by vmd(8) itself. */
    HostInitializer withoutFirmware();

    /**
     * What has to be done. One round trip, reads only.
     *
     * @throws InitializationException if no change would make the host ready
     */
    Plan plan();

    /**
     * Does exactly that, and looks whether the host is ready afterwards.
     *
     * @throws io.vmm4j.plan.PlanException if the host has changed since, is being changed by somebody else, or a change failed;
     *     what was done is taken back as far as it can be
     * @throws InitializationException if the host cannot be made ready any more
     */
    Initialization apply(Plan plan);

    /** Plans and applies. */
    default Initialization initialize() {
        return apply(plan());
    }
}
