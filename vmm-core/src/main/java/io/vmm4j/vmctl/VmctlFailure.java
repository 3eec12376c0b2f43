package io.vmm4j.vmctl;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/**
 * What a message of vmctl(8) means, one constant a meaning. Where one text has several and the request does not tell which,
 * the hint names them all.
 */
public enum VmctlFailure implements ErrorCode {
    // Reaching vmd(8)
    VMD_NOT_RUNNING(
            "vmd(8) does not run on {target}.",
            "Start it as root: rcctl -f start vmd (rcctl enable vmd for every boot), then look again a second later: rcctl"
                    + " check vmd. /var/log/daemon says why it stopped."),
    VMD_NEVER_STARTED(
            "vmd(8) was not started on {target} since it booted.",
            "Enable and start it as root: rcctl enable vmd && rcctl start vmd. It needs vmm0 in dmesg(8)."),
    SOCKET_NOT_PERMITTED(
            "The user has no rights on vmd's socket on {target}.",
            "Work as root or by doas(1), add the user to the group wheel, or set 'socket owner' in vm.conf(5)."),
    VMD_UNREACHABLE(
            "vmctl(8) on {target} could not connect to vmd(8): {reason}.", "See /var/log/daemon and rcctl check vmd."),
    VMD_CONNECTION_LOST(
            "vmd(8) on {target} went away in the middle of: {command}",
            "If vmd died, all its VMs died with it. See /var/log/daemon, start it again and look at every VM's state."),
    VMD_UNEXPECTED_ANSWER(
            "vmctl(8) did not understand what vmd(8) on {target} answered: {text}",
            "The two may be of different releases: reboot after an upgrade, then look at the state before repeating anything."),

    // The command line
    VMCTL_NOT_FOUND(
            "There is no vmctl(8) to run on {target}: {text}",
            "Check that the host is OpenBSD on amd64 and that /usr/sbin is in the user's PATH."),
    UNKNOWN_COMMAND(
            "vmctl(8) on {target} has no such subcommand: {text}", "That release of OpenBSD does not offer it."),
    UNKNOWN_OPTION(
            "vmctl(8) on {target} has no such option: {text}",
            "That release of OpenBSD does not offer it; ask with Vmctl.options first."),
    USAGE("vmctl(8) on {target} refused the arguments of: {command}", "That release of OpenBSD takes others: {text}"),
    REPEATED_OPTION("vmctl(8) on {target} takes that only once: {text}", "Leave one of them out: {command}"),
    INVALID_ID(
            "vmctl(8) on {target} takes this for neither a name nor an id: {reason}", "Look it up with vmctl status."),
    INVALID_NAME(
            "vmd(8) on {target} does not take the name of {vm}.",
            "Letters, digits, '.', '_' and '-' only, none of the last three in front."),
    NAME_TOO_LONG("A name is too long for vmctl(8) on {target}: {text}", "A VM's name has at most 63 characters."),
    INVALID_MEMORY_SIZE("vmctl(8) on {target} cannot read the memory size: {reason}", "Write an integer and M: 512M."),
    MEMORY_TOO_SMALL("The memory size is less than vmctl(8) on {target} accepts.", "Give the VM at least 1M."),
    MEMORY_TOO_LARGE(
            "The memory size is more than vmctl(8) on {target} accepts: {text}",
            "Older releases take less than 128G: stay within the limit it names."),
    INVALID_DISK_SIZE("vmctl(8) on {target} cannot read the disk size: {reason}", "Write an integer and M or G: 20G."),
    DISK_TOO_SMALL("The disk size is less than vmctl(8) on {target} accepts.", "Make it at least 1M."),

    // create
    DISK_SIZE_MISSING(
            "vmctl(8) on {target} was not told how large to make {disks}.", "Give a size, a source or a base."),
    DISK_EXISTS(
            "{disks} exists on {target}; vmctl(8) never overwrites an image.",
            "Use the image as it is, choose another path, or remove the file."),
    DISK_DIRECTORY_MISSING(
            "{disks} could not be made on {target}: its directory is missing.", "Make the directory first."),
    DISK_NOT_CREATED(
            "{disks} could not be made on {target}: {reason}.",
            "Check the permissions of its directory and the room left there (df -h)."),
    SOURCES_CONFLICT("vmctl(8) on {target} takes a source or a base, not both: {command}", "Leave one of them out."),
    BASE_NEEDS_QCOW2(
            "{disks} on {target} would be raw: only qcow2 can be derived from a base.", "Ask for a qcow2 image."),
    BASE_NOT_QCOW2(
            "The base of {disks} on {target} is no qcow2 image.", "Convert it first: vmctl create -i BASE qcow2:NEW"),
    BASE_UNREADABLE(
            "The base of {disks} on {target} cannot be read.", "Check that it exists and the user may read it."),
    BASE_SIZE_DIFFERS(
            "The base of {disks} on {target} has another size.", "Leave the size out: it is that of the base."),
    SOURCE_NOT_OPENED(
            "The source of {disks} on {target} cannot be opened as a disk image.",
            "Check that it exists, that the user may read it, and that its format is the one given."),
    SOURCE_NOT_QCOW2(
            "The source of {disks} on {target}, or an image below it, is no qcow2 image.",
            "Give its real format; a qcow2 image over a raw one must be flattened elsewhere (qemu-img convert)."),
    SOURCE_COMPRESSED(
            "The source of {disks} on {target} is compressed, which OpenBSD cannot read.",
            "Remove the partial {disks}. Convert the source elsewhere: qemu-img convert -O qcow2 -o compat=1.1 SOURCE NEW"),
    SOURCE_FEATURES_UNSUPPORTED(
            "The source of {disks} on {target} has qcow2 features that OpenBSD cannot read ({reason}).",
            "Convert it elsewhere: qemu-img convert -O qcow2 -o compat=1.1 SOURCE NEW"),
    SOURCE_REFCOUNT_UNSUPPORTED(
            "The source of {disks} on {target} has reference counts of a size that OpenBSD cannot read.",
            "It may be qcow2 version 2: convert it elsewhere: qemu-img convert -O qcow2 -o compat=1.1 SOURCE NEW"),
    SOURCE_EMPTY("The source of {disks} on {target} is empty.", "Check that its download or copy was complete."),
    SOURCE_LARGER("The source of {disks} on {target} is larger than the size asked for.", "Ask for at least its size."),
    SOURCE_READ_FAILED(
            "The source of {disks} on {target} could not be read to its end.",
            "Remove the partial {disks}; check the source and the host's disk (dmesg)."),
    DESTINATION_NOT_CREATED(
            "{disks} could not be made on {target}: it exists, or its directory is missing or may not be written.",
            "Look at it with ls -ld; vmctl(8) does not say which of them."),
    DESTINATION_NOT_OPENED(
            "{disks} was made on {target} but cannot be opened.", "Remove it and check the host's disk."),
    DESTINATION_WRITE_FAILED(
            "{disks} could not be written on {target}.",
            "Remove the partial file and check the room left there (df -h)."),

    // start
    NOTHING_TO_BOOT(
            "vmctl(8) on {target} found no kernel, disk or cdrom to start {vm} from.",
            "An undefined VM needs one of them; a VM that vm.conf(5) defines is started by its name alone."),
    DISK_NOT_FOUND("A disk of {vm} is not on {target}, or not to be reached: {reason}.", "Check each of: {disks}"),
    DISK_UNAVAILABLE(
            "A disk of {vm} could not be opened on {target}.",
            "Check each of {disks}: it may be missing, a directory, or locked by another VM that runs."),
    VM_UNKNOWN_OR_DISK_UNAVAILABLE(
            "{vm} is not defined on {target}, or a disk of it could not be opened.",
            "vmctl(8) says the same of both. If vmctl status lists it, check the disks that vm.conf(5) gives it: missing, a"
                    + " directory, or locked by another VM. If not, define it, or start it with its disks."),
    KERNEL_NOT_FOUND(
            "The kernel of {vm} is not on {target}, or not to be reached: {reason}.", "Check its path: {command}"),
    KERNEL_UNREADABLE(
            "The kernel of {vm} cannot be opened on {target}: {reason}.",
            "vmctl(8) opens it with the rights of the user that runs it."),
    KERNEL_NOT_REGULAR(
            "The kernel of {vm} on {target} is not a regular file.", "Give a kernel such as /bsd or bsd.rd."),
    ISO_NOT_FOUND(
            "The ISO image of {vm} is not on {target}, or not to be reached: {reason}.", "Check its path: {command}"),
    ISO_UNAVAILABLE(
            "vmd(8) on {target} cannot use the ISO image of {vm}: {text}",
            "Check that it exists and is a regular file; vm.conf(5) names it for a VM that is defined there."),
    PATH_TOO_LONG("A path is too long for vmctl(8) on {target}: {text}", "Move the file to a shorter path."),
    UNKNOWN_BOOT_DEVICE("vmctl(8) on {target} does not know that boot device: {text}", "It knows disk, cdrom and net."),
    INVALID_INTERFACE_COUNT("vmctl(8) on {target} does not take that count of interfaces: {text}", "Give 1 to 4."),
    INTERFACE_NAME_TOO_LONG("A switch's name is too long for vmctl(8) on {target}.", "It has at most 63 bytes."),
    TOO_MANY_DISKS("{vm} has more disks than vmd(8) on {target} takes.", "It takes 4."),
    TOO_MANY_INTERFACES("{vm} has more network interfaces than vmd(8) on {target} takes.", "It takes 4."),
    FIRMWARE_MISSING(
            "The BIOS that {vm} needs is not installed on {target}.",
            "Install it as root: fw_update vmm. No reboot is needed."),
    UNKNOWN_TEMPLATE("The template for {vm} is not defined on {target}.", "Look it up with vmctl status."),
    INSTANCE_NOT_ALLOWED(
            "The template for {vm} on {target} does not let this user make instances.",
            "Add 'allow instance { owner USER }' to the template in vm.conf(5)."),
    ALREADY_RUNNING(
            "{vm} runs already on {target}.",
            "If vmctl status does not list it, its process hangs after a forced stop: only a restart of vmd(8) clears that,"
                    + " and ends every VM."),
    RUNNING_OR_DEFINED(
            "{vm} runs already on {target}, or vm.conf(5) defines it.",
            "A defined VM is started by its name alone; for an ad-hoc VM take another name. If vmctl status does not list it,"
                    + " its process hangs after a forced stop: only a restart of vmd(8) clears that, and ends every VM."),
    RESTARTED_TOO_QUICKLY(
            "vmd(8) on {target} refused to start {vm}: three starts came within 6 seconds of each other.",
            "Try again 6 seconds after the last start. If it stays so, see /var/log/daemon: its kernel or ISO image may be"
                    + " unreadable, or the user there is not root after all (id -u).",
            true),
    START_NOT_PERMITTED(
            "vmd(8) on {target} does not let this user start {vm}.",
            "vmctl(8) says the same of: a VM that belongs to somebody else, a VM that is not defined (only root makes new"
                    + " ones), a kernel or ISO image this user cannot read, and three starts within 6 seconds."),
    NO_FREE_TAP(
            "There is no free tap(4) device for {vm} on {target}.",
            "Make more as root: cd /dev && sh MAKEDEV tap4 tap5 tap6 tap7 (the default is four)."),
    OUT_OF_MEMORY(
            "{target} has not the memory for {vm}, or the login class of vmd(8) forbids it.",
            "Raise datasize for the class vmd in /etc/login.conf.d/vmd and restart vmd, or give the VM less."),
    DEVICE_BUSY("A disk or lladdr of {vm} is in use on {target}.", "An instance needs disks and addresses of its own."),
    START_ARGUMENT_INVALID(
            "vmd(8) on {target} refused {vm}: Invalid argument.",
            "Its name (all digits?), tap or counts are wrong; /var/log/daemon says which."),
    START_FAILED_UNNAMED(
            "vmd(8) on {target} could not start {vm} and gave no reason.",
            "See the end of /var/log/daemon. A disk may be no regular file, a qcow2 base unreadable, or a disk not this"
                    + " user's."),
    START_FAILED("vmd(8) on {target} could not start {vm}: {reason}.", "See the end of /var/log/daemon."),

    // stop, wait, pause, unpause, console
    VM_NOT_FOUND(
            "There is no {vm} on {target}.", "Look it up with vmctl status; an ad-hoc VM is gone once it stopped."),
    NOT_RUNNING("{vm} does not run on {target}.", "It is stopped, or waits for its turn to be started."),
    ALREADY_STOPPING(
            "{vm} is being stopped already on {target}.", "Poll its status until it is gone, or force the stop."),
    NOT_OWNER("{vm} on {target} belongs to somebody else.", "Work as its owner, a member of its group, or root."),
    STOP_INTERRUPTED(
            "vmd(8) on {target} was interrupted while it stopped {vm}.", "Look at its status, then try again.", true),
    STOP_FAILED("vmd(8) on {target} could not stop {vm}: {reason}.", "See the end of /var/log/daemon."),
    VM_UNKNOWN_OR_NOT_RUNNING("{vm} does not run on {target}, or is not known there.", "Look it up with vmctl status."),
    PAUSE_FAILED("vmd(8) on {target} could not pause or unpause {vm}: {reason}.", "See the end of /var/log/daemon."),
    CONSOLE_NOT_FOUND(
            "{vm} has no console on {target}: it does not run, or is not known there.",
            "Look it up with vmctl status."),
    CONSOLE_NOT_PERMITTED(
            "The console of {vm} on {target} belongs to somebody else.", "Work as the VM's owner or root."),
    CONSOLE_UNAVAILABLE(
            "The console of {vm} on {target} could not be opened: {reason}.", "Somebody else may have it open."),

    // load, reload, reset, log
    ROOT_REQUIRED("Only root may do this on {target}: {command}", "Work as root or by doas(1)."),
    CONFIGURATION_BROKEN(
            "vmd(8) on {target} could not load its configuration.",
            "Check it with vmd -n before any reload; /var/log/daemon has the reasons. VMs that did not run may have been"
                    + " forgotten: mend the file and reload. If vmd -n is content and it still fails, vmd must be restarted."),
    COMMAND_FAILED("vmd(8) on {target} refused: {command} ({reason})", "See the end of /var/log/daemon."),

    // Answers that cannot be trusted
    ENDED_ABNORMALLY(
            "vmctl(8) on {target} ended with status {status}: {command}",
            "It was killed or crashed: look at the state before repeating anything. It had said: {text}"),
    CONTRADICTION(
            "vmctl(8) on {target} contradicted itself ({reason}): {text}",
            "Look at the state before repeating anything, and report this."),
    UNREADABLE_STATUS("The answer of vmctl status on {target} cannot be read: {reason}", "It was: {text}"),
    UNRECOGNISED(
            "vmctl(8) on {target} failed with a message this release does not know: {text}", "See /var/log/daemon.");

    private final String message;
    private final String hint;
    private final boolean retryable;

    VmctlFailure(String message, String hint) {
        this(message, hint, false);
    }

    VmctlFailure(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "vmctl-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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

    /** Whether it means that vmd(8) does not run, and that therefore no VM does. */
    public boolean meansThatVmdIsDown() {
        return this == VMD_NOT_RUNNING || this == VMD_NEVER_STARTED;
    }
}
