package io.vmm4j.host;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** Why a host cannot be made ready for VMs, or its VMs cannot be taken through a reboot. */
public enum HostError implements ErrorCode {
    NOT_OPENBSD("{target} runs no OpenBSD with vmctl(8): {evidence}.", "vmd(8) exists on OpenBSD only, on amd64."),
    NO_VIRTUALIZATION(
            "The processor of {target} cannot run VMs: {evidence}.",
            "vmm(4) needs VMX with EPT or SVM with RVI. If {target} is a VM itself, its host must pass them on."),
    VMM_NOT_ATTACHED(
            "vmm(4) has not attached on {target}: {evidence}.",
            "Enable virtualisation (VT-x, AMD-V, SVM) in the machine's setup and boot it again."),
    VM_CONF_INVALID(
            "vmd(8) would not start on {target}, as it refuses its configuration: {reason}",
            "Correct /etc/vm.conf at that line and check it with vmd -n. Nothing was changed."),
    VMD_NOT_ENABLED(
            "vmd(8) would not start when {target} is booted: {evidence}.",
            "Enable it with rcctl enable vmd. Nothing was changed."),
    VMS_LOST_BY_REBOOT(
            "{vms} on {target} could not be started again after a reboot: vmm4j did not create them, and /etc/vm.conf itself"
                    + " does not define them. Nothing was stopped.",
            "Stop them if they may go, or define them in /etc/vm.conf, and prepare again."),
    VMS_STILL_RUNNING(
            "{vms} on {target} still run: {reason}",
            "Do not boot the machine yet. Prepare again with more time or by force, which is a power cut for guests, or cancel"
                    + " the preparation to start again what was stopped."),
    NOT_BACK(
            "{target} is not back from its reboot after {timeout}: {seen}.",
            "The VMs that ran stay noted: resume again when the machine has been booted and vmd(8) runs.",
            true),
    VMS_NOT_STARTED(
            "{vms} on {target} ran before and could not be started: {reason}",
            "They stay noted: mend what is wrong and resume again, or cancel.",
            true),
    REBOOT_NOTE_UNUSABLE(
            "The note of which VMs ran before a reboot cannot be used on {target}: {reason}",
            "Look at the file {path}: it has a line vm NAME for each of them. Mend it, or remove it to start no VM again.");

    private final String message;
    private final String hint;
    private final boolean retryable;

    HostError(String message, String hint) {
        this(message, hint, false);
    }

    HostError(String message, String hint, boolean retryable) {
        this.message = message;
        this.hint = hint;
        this.retryable = retryable;
    }

    @Override
    public String id() {
        return "host-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
