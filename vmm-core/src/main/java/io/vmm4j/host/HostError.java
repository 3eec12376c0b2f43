package io.vmm4j.host;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** Why a host cannot be made ready for VMs. */
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
            "Correct /etc/vm.conf at that line and check it with vmd -n. Nothing was changed.");

    private final String message;
    private final String hint;

    HostError(String message, String hint) {
        this.message = message;
        this.hint = hint;
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
}
