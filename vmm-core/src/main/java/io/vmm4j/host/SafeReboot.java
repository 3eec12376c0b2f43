package io.vmm4j.host;

import io.vmm4j.StopPolicy;
import io.vmm4j.VmName;
import java.time.Duration;
import java.util.List;

/**
 * Takes the VMs of a host through a reboot(8): what runs before runs afterwards, and nothing else is started. It boots nothing
 * itself; that is the administrator's, between {@link #prepare} and {@link #resume}. Thread safe; it holds no state of its own:
 * which VMs ran is noted on the host, in {@code reboot} beside the directory of records ({@code /var/db/vmm4j/reboot}, one line
 * a VM), so another program, or the same one started again, may go on.
 *
 * <p>rc(8) stops VMs when the machine goes down, too, but within limits of its own, and vmd(8) starts only what vm.conf(5) has it
 * start. Whether the machine has been booted is told by {@code /var/run/dmesg.boot}, which rc(8) writes at
 * each boot.
 */
public interface SafeReboot {

    /**
     * Notes which VMs run, then stops them, one after the other in the order of their ids. Nothing is stopped before it is noted.
     * A preparation that failed half way is repeated by preparing again: what was noted stays noted until it is resumed or
     * cancelled.
     *
     * @param policy how each of them is stopped
     * @throws RebootException with {@link HostError#VM_CONF_INVALID} or {@link HostError#VMD_NOT_ENABLED} if vmd(8) would not
     *     come back after the boot, with {@link HostError#VMS_LOST_BY_REBOOT} if a VM that runs could not be started again; then
     *     nothing was stopped. With {@link HostError#VMS_STILL_RUNNING} if not all of them stopped; the others were stopped all
     *     the same
     */
    RebootPreparation prepare(StopPolicy policy);

    /**
     * Waits until the machine has been booted and vmd(8) answers, then starts the VMs that were noted and do not run. Those that
     * wait for their turn are left to vmd(8) and waited for; those that are not vmd's to start are started in the order of their
     * ids, as many at a time and as far apart as {@code staggered start} of vm.conf(5) says, or one after the other if it says
     * nothing. Then the note is removed. Does nothing, and does not wait, if nothing is noted.
     *
     * @param timeout how long to wait for the host; starting the VMs takes its own time
     * @throws io.vmm4j.operation.WaitTimeoutException if the host is not back within that time; the note stays
     * @throws RebootException with {@link HostError#VMS_NOT_STARTED} if not all of them could be started; those stay noted, and
     *     the others run
     */
    RebootRecovery resume(Duration timeout);

    /**
     * Takes the preparation back: starts what was noted and does not run, as {@link #resume} does, without a boot.
     *
     * @throws RebootException with {@link HostError#VMS_NOT_STARTED} if not all of them could be started; those stay noted
     */
    RebootRecovery cancel();

    /** The VMs that are noted, in the order in which they will be started; empty if nothing is. One round trip. */
    List<VmName> noted();
}
