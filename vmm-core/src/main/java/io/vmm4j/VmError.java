package io.vmm4j;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What can go wrong with VMs beyond what vmctl(8) says of a single command. */
public enum VmError implements ErrorCode {
    NOT_FOUND(
            "There is no VM named {vm} on {target}: vmd(8) does not know it, and it was not created by vmm4j.",
            "List the VMs there are; names are compared exactly."),
    EXISTS(
            "There is a VM named {vm} on {target} already: {evidence}.",
            "Choose another name, or delete that VM first."),
    ALREADY_RUNNING("{vm} runs already on {target}.", "There is nothing to start. Restart it if it should begin anew."),
    FILE_MISSING(
            "{path}, which {vm} needs, is not there on {target}: {reason}.",
            "Check the path, and put the file there first."),
    FILE_IN_THE_WAY(
            "{path}, which was to be made for {vm}, exists on {target} already.",
            "vmctl(8) never overwrites an image: use it as it is, choose another path, or remove it."),
    DISK_SHARED(
            "{path} of {vm} on {target} is used by {other} as well.",
            "Two VMs cannot have one disk. Keep the disk when deleting, or take it from the other VM first."),
    DIED_AT_START(
            "vmd(8) on {target} started {vm}, and a second later it was gone.",
            "See the end of /var/log/daemon. Often: not enough memory or a login class that forbids it (login.conf(5), class"
                    + " vmd), a kernel that does not fit, or a qcow2 image with clusters that vmd cannot read."),
    START_UNKNOWN(
            "Whether {vm} was started on {target} is not known: {reason}",
            "Look at its status when the host answers, and start it again if it does not run.",
            true),
    CREATE_UNKNOWN(
            "Whether {vm} was started on {target} is not known: {reason}",
            "Look at its status when the host answers. If it does not run, start it, or delete it; by hand, as root:"
                    + " {remains}"),
    STILL_RUNNING(
            "{vm} on {target} did not stop within {timeout}.",
            "It may go on shutting down: look again later, allow more time, or stop it by force, which is a power cut for"
                    + " the guest."),
    NOT_STOPPED(
            "{vm} on {target} could not be stopped, not even by force: its state is {state}.",
            "See the end of /var/log/daemon. If vmctl status does not list it and it cannot be started either, its process"
                    + " hangs; only a restart of vmd(8) clears that, and ends every VM."),
    NOT_PAUSED(
            "{vm} on {target} was not paused: it is {state}.",
            "A guest that never idles, or sits in its debugger, cannot be paused; vmctl(8) hangs on it."),
    STILL_PAUSED(
            "{vm} on {target} was not unpaused: it is {state}.",
            "Try again, and see the end of /var/log/daemon. Stopping it by force is a power cut for the guest."),
    NOT_RUNNING("{vm} does not run on {target}: it is {state}.", "Start it first."),
    CANNOT_BE_STARTED_AGAIN(
            "{vm} on {target} was not created by vmm4j, and {evidence}: once stopped it may be gone, so it was left alone.",
            "If it was started ad hoc, stop it and create it anew with a specification of its own. If a file defines it that"
                    + " cannot be read, make that readable, or stop and start it."),
    DEFINED_ELSEWHERE(
            "{vm} on {target} is defined in vm.conf(5), not by vmm4j.",
            "Allow that it is removed from there as well, or remove it from the file by hand."),
    DISK_USERS_UNKNOWN(
            "Whether another VM has the disks of {vm} on {target} is not known: {reason}",
            "Correct /etc/vm.conf, or make it readable, or keep the disks when deleting."),
    DISKS_UNKNOWN(
            "The disks of {vm} on {target} are not known: it was not created by vmm4j.",
            "Delete it keeping its disks, and remove them by hand."),
    DELETE_INCOMPLETE(
            "{vm} on {target} does not run any more, but perhaps not all of it was removed: {reason}",
            "Delete it again, or remove the rest by hand as root: {remains}"),
    LEFTOVERS(
            "{vm} was not created on {target}, and what had been made for it could not be removed again: {reason}",
            "Remove it by hand as root: {remains}"),
    RECORD_DAMAGED("The record of {vm} on {target} cannot be read: {reason}", "Mend or remove the file: {path}"),
    RECORDS_UNREADABLE(
            "The records of VMs in {path} on {target} cannot be read: {reason}",
            "The user who connects must be able to read that directory. As root: chmod 755 {path}, and the same for the"
                    + " directories above it."),
    ADDRESS_UNKNOWN(
            "The address of {vm} on {target} was not known within {timeout}: {seen}.",
            "A local interface has one as soon as the VM runs. On a switch the guest must have sent something first, or have"
                    + " an lladdr in vm.conf(5), and the host must have given it a lease or have an ARP entry for it (arp -an).",
            true);

    private final String message;
    private final String hint;
    private final boolean retryable;

    VmError(String message, String hint) {
        this(message, hint, false);
    }

    VmError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "vm-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }

    @Override
    public boolean retryable() {
        return retryable;
    }
}
