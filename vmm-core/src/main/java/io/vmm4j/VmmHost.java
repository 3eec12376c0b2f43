package io.vmm4j;

import io.vmm4j.disk.HostDisks;
import io.vmm4j.event.HostEventsBuilder;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.HostConfiguration;
import io.vmm4j.host.HostDisabler;
import io.vmm4j.host.HostInitializer;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.HostProbe;
import io.vmm4j.host.LeastPrivilege;
import io.vmm4j.host.SafeReboot;
import io.vmm4j.media.MediaStore;
import java.util.List;
import java.util.Set;

/**
 * An OpenBSD host and its VMs. Thread safe; it holds no state of its own, every call asks the host.
 *
 * <p>VMs are what {@code vmctl status} lists, and those that {@link #create} made and that do not run: vmd(8) forgets such a VM
 * when it stops, so its specification is kept on the host, in {@code /var/db/vmm4j/vms}, one JSON file a VM. Names are compared
 * exactly.
 *
 * <p>An executor that becomes root by doas(1) needs rules in doas.conf(5); {@link #leastPrivilege} prints those that the
 * operations of a program need. For everything done to VMs they are, with the login name for {@code USER}:
 *
 * <pre>
 * permit nopass USER as root cmd vmctl
 * permit nopass USER as root cmd sh
 * permit nopass USER as root cmd ls
 * permit nopass USER as root cmd rm
 * permit nopass USER as root cmd cat args /etc/vm.conf
 * </pre>
 *
 * <p>The rule for {@code sh}, by which records are written, gives USER everything: such a user is root in all but name. Without
 * that rule VMs can be started, stopped, paused and listed, and not created. No other program than doas(1) is used to become
 * root.
 *
 * <p>Files that vm.conf(5) includes must be readable by that user, or need a rule for {@code cat} each; what the configuration
 * itself needs, {@link HostOperation#EDIT_CONFIGURATION} tells.
 *
 * <p>What fails is told by a {@link io.vmm4j.error.VmmException}: {@link VmException} for VMs,
 * {@link io.vmm4j.vmctl.VmctlException} for what vmctl(8) said, {@link io.vmm4j.exec.DoasException} for missing rules of
 * doas.conf(5), {@link io.vmm4j.exec.TransportException} for a host that cannot be asked.
 */
public interface VmmHost {

    /** A host, with every default. The executor stays the caller's to close. */
    static VmmHost on(CommandExecutor executor) {
        return builder(executor).build();
    }

    /** A host that is still to be told what to do differently. */
    static VmmHostBuilder builder(CommandExecutor executor) {
        return new VmmHostBuilder(executor);
    }

    /** What runs its commands. */
    CommandExecutor executor();

    /** Finds out what the host is and can do. Reads only, needs no privilege, costs one round trip. */
    HostProbe probe();

    /**
     * Finds out what is wrong with it. Reads only, costs one round trip, and does not fail because one question cannot be answered:
     * what the user may not see is among {@link Diagnosis#open()}. If a command on the host does not end, it takes one round trip
     * for each question, and what hangs is among the open ones.
     */
    Diagnosis diagnose();

    /**
     * What has to be permitted to a user of the host for these operations, and nothing else. Asks the host nothing.
     *
     * @param user the login name
     * @throws IllegalArgumentException if it is no login name
     */
    LeastPrivilege leastPrivilege(String user, Set<HostOperation> operations);

    /** Makes the host ready for VMs, as a plan. */
    HostInitializer initializer();

    /** Stops vmd(8) for good, as a plan. */
    HostDisabler disabler();

    /** What vmd(8) reads when it starts: vm.conf(5), checked and changed as a plan. */
    HostConfiguration configuration();

    /** The disk images that lie on it. */
    HostDisks disks();

    /** Takes the VMs through a reboot(8) of the host. */
    SafeReboot safeReboot();

    /** The media on it that guests are installed from, with the built-in catalogue. Asks nothing yet. */
    MediaStore media();

    /** All VMs, by name. One round trip. */
    List<VmInfo> vms();

    /**
     * Tells what happens on the host, by looking at it again and again. A look reads only and costs one round trip: {@code vmctl
     * status}, the records, and /etc/vm.conf, without which changes of definitions go unseen.
     */
    HostEventsBuilder events();

    /** The VM of this name, whether or not it exists. Asks nothing yet. */
    Vm vm(VmName name);

    /**
     * The VM of this name, whether or not it exists. Asks nothing yet.
     *
     * @throws InvalidValueException if vmd(8) could not have a VM of this name
     */
    default Vm vm(String name) {
        return vm(VmName.observed(name));
    }

    /**
     * Makes a VM's new disks, keeps its specification on the host, and starts it. If anything fails, what was made before is
     * removed again. At most six round trips, one disk or many.
     *
     * @return the VM, which runs
     * @throws VmException if it exists, a file is missing or in the way, or it died at once; with
     *     {@link VmError#CREATE_UNKNOWN} if nobody can tell whether it runs, in which case nothing was removed, and with
     *     {@link VmError#LEFTOVERS} if not everything could be removed; both name what there is
     */
    Vm create(VmSpec spec);
}
