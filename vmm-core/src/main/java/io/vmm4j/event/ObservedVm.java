package io.vmm4j.event;

import io.vmm4j.VmId;
import io.vmm4j.VmInfo;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A VM at one look: what of it tells that something happened. How much memory the guest has touched changes all the time and is
 * left out, as are columns of {@code vmctl status} that this release does not know. Immutable.
 *
 * @param name its name
 * @param state what it does
 * @param stateText the word that vmd(8) used for it; empty if it used none
 * @param id its number until vmd restarts; empty if vmd does not list it
 * @param pid the process that runs it; empty if there is none, or none is known
 * @param maxMemory its memory as printed
 * @param tty its console as printed
 * @param owner its owner as printed
 * @param definition a fingerprint of what it is made of: its vm.conf(5) definition and the record of it. It can be compared, and
 *     with fingerprints of the same release of the SDK only. Empty if neither is there or was read
 */
public record ObservedVm(
        VmName name,
        VmState state,
        Optional<String> stateText,
        Optional<VmId> id,
        OptionalLong pid,
        Optional<String> maxMemory,
        Optional<String> tty,
        Optional<String> owner,
        Optional<String> definition) {

    public ObservedVm {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(stateText, "stateText");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(pid, "pid");
        Objects.requireNonNull(maxMemory, "maxMemory");
        Objects.requireNonNull(tty, "tty");
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(definition, "definition");
    }

    /** A VM that was listed, recorded or both. */
    public static ObservedVm of(VmInfo vm, Optional<String> definition) {
        Optional<VmStatus> status = vm.status();
        return new ObservedVm(
                vm.name(),
                vm.state(),
                status.flatMap(VmStatus::stateText),
                status.map(VmStatus::id),
                status.map(VmStatus::pid).orElse(OptionalLong.empty()),
                status.map(VmStatus::maxMemory),
                status.flatMap(VmStatus::tty),
                status.map(VmStatus::owner),
                definition);
    }

    /** A VM of which nobody can say what it does. */
    public static ObservedVm unknown(VmName name, Optional<String> definition) {
        return new ObservedVm(
                name,
                VmState.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                definition);
    }

    /** Whether a process runs the guest, paused or not. Decided by PID alone: the state can be stale. */
    public boolean isRunning() {
        return pid.isPresent();
    }
}
