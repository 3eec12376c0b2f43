package io.vmm4j;

import java.util.Objects;
import java.util.Optional;

/**
 * A VM as it was a moment ago: what vmd(8) reported of it, and what it was created from if vmm4j created it. At least one of
 * the two is there.
 *
 * @param name its name
 * @param status its row of {@code vmctl status}; empty for one that was created by vmm4j and does not run, which vmd forgets
 * @param spec what it was created from; empty if somebody else made it
 */
public record VmInfo(VmName name, Optional<VmStatus> status, Optional<VmSpec> spec) {

    public VmInfo {
        Objects.requireNonNull(name, "name");
        if (status.isEmpty() && spec.isEmpty()) {
            throw new IllegalArgumentException("a VM that neither vmd(8) nor a record knows is none: " + name);
        }
    }

    /** What it does: what vmd(8) says, or stopped if vmd does not know it. */
    public VmState state() {
        return status.map(VmStatus::state).orElse(VmState.STOPPED);
    }

    /** Whether a process runs the guest, paused or not. */
    public boolean isRunning() {
        return status.map(VmStatus::isRunning).orElse(false);
    }
}
