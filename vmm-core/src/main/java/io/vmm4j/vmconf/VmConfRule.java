package io.vmm4j.vmconf;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** What a vm.conf(5) that {@code vmd -n} accepts can still do wrong. */
public enum VmConfRule implements ErrorCode {
    VM_NAME_REFUSED(
            Severity.ERROR,
            "vmd(8) registers no VM called {name}, and then loads nothing.",
            "Start the name with a letter or digit and go on with letters, digits, '.', '_' and '-'."),
    VM_NAME_READ_AS_ID(
            Severity.WARNING,
            "The VM {name} has only digits in its name: vmctl(8) takes it for an id.",
            "Give it a name that starts with a letter."),
    VM_NAME_WITHOUT_LETTER_FIRST(
            Severity.WARNING,
            "The name of the VM {name} does not start with a letter, as the manual wants it.",
            "It works today; start new names with a letter."),
    VM_TWICE(
            Severity.WARNING,
            "The VM {name} is defined before, at {where}; vmd(8) skips this one.",
            "Remove one of them."),
    VM_WITHOUT_DEVICE(
            Severity.ERROR,
            "The VM {name} has neither disk nor cdrom; vmd(8) does not register it, and then loads nothing.",
            "Add one: a kernel alone is not enough in vm.conf."),
    INSTANCE_WITHOUT_PARENT(
            Severity.ERROR,
            "The VM {name} is an instance of {value}, which is not defined before it; vmd(8) then loads nothing.",
            "Define the parent above it."),
    INSTANCE_SHARES_DISK(
            Severity.ERROR,
            "The VM {name} has the disk {value} of its parent; vmd(8) does not register it, and then loads nothing.",
            "Give it a disk of its own, for example one derived from the parent's."),
    DISK_MISSING(
            Severity.ERROR,
            "The disk {value} of the VM {name} cannot be found: {reason}.",
            "Create it, or correct the path: vmd(8) refuses the whole file without it."),
    DISK_TWICE(
            Severity.WARNING,
            "The disk {value} of the VM {name} is one of {where} as well: only one can run at a time.",
            "Give every VM disks of its own."),
    KERNEL_MISSING(
            Severity.ERROR,
            "The kernel {value} of the VM {name} cannot be found: {reason}.",
            "Put it there, or correct the path: vmd(8) refuses the whole file without it."),
    CDROM_MISSING(
            Severity.WARNING,
            "The cdrom {value} of the VM {name} cannot be found: {reason}.",
            "Put it there before the VM is started."),
    BOOT_DEVICE_MISSING(
            Severity.WARNING, "The VM {name} boots from {value} but has none.", "Add one, or choose another device."),
    SWITCH_UNKNOWN(
            Severity.WARNING,
            "The VM {name} has an interface on the switch {value}, which is not defined or is disabled: it is attached to"
                    + " nothing.",
            "Define the switch, or correct the name."),
    LLADDR_UNUSABLE(
            Severity.WARNING,
            "The VM {name} has the Ethernet address {value}, which no guest can use.",
            "Choose a unicast address, in the style of vmd(8): fe:e1:bb:xx:xx:xx."),
    LLADDR_TWICE(
            Severity.WARNING,
            "The VM {name} has the Ethernet address {value}, and so has {where}.",
            "Give every interface an address of its own."),
    SWITCH_NAME_REFUSED(
            Severity.WARNING,
            "The switch is called {name}, which no interface can be attached to.",
            "Give it a name of 1 to 63 bytes."),
    SWITCH_TWICE(
            Severity.WARNING,
            "The switch {name} is defined before, at {where}; vmd(8) finds that one.",
            "Remove one of them."),
    SWITCH_INTERFACE_MISSING(
            Severity.ERROR,
            "The switch {name} is on {value}, which does not exist: vmd(8) dies of it, and every VM with it.",
            "Create the device first: put it into /etc/hostname.{value} and run sh /etc/netstart {value}."),
    SWITCH_INTERFACE_TWICE(
            Severity.WARNING,
            "The switch {name} is on {value}, and so is {where}.",
            "Give every switch a device of its own."),
    OPTION_UNKNOWN(
            Severity.WARNING,
            "{name} has the option {value}, which this release of the SDK does not know.",
            "Ask vmd -n whether the host knows it."),
    TEXT_NOT_READ(
            Severity.WARNING,
            "vmd(8) does not read past a NUL byte in {name}.",
            "Remove the NUL byte, or what comes after it.");

    /** How bad it is. */
    public enum Severity {
        /** vmd(8) refuses to load the file, or dies of it. */
        ERROR,
        /** It loads, and something is not as it says. */
        WARNING
    }

    private final Severity severity;
    private final String message;
    private final String hint;

    VmConfRule(Severity severity, String message, String hint) {
        this.severity = severity;
        this.message = message;
        this.hint = hint;
    }

    /** How bad it is to break it. */
    public Severity severity() {
        return severity;
    }

    @Override
    public String id() {
        return "vmconf-check-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }
}
