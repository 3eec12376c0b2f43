package io.vmm4j;

import java.util.Locale;

/**
 * What vmd(8) says a VM does. It can be stale: whether there is a process, {@link VmStatus#isRunning()} knows better.
 *
 * <p>vmd has no state for a VM that is starting, that crashed, or that is disabled: a disabled one is stopped.
 */
public enum VmState {
    /** The guest runs. */
    RUNNING,
    /** The guest was paused. Also shown for one that was stopped while paused, until its next start. */
    PAUSED,
    /** vmd will start it in its turn. Also shown for one that was started by hand meanwhile. */
    WAITING,
    /** The guest was asked to shut down, or is being killed. */
    STOPPING,
    /** Defined in vm.conf(5) and not running. A VM that was started ad hoc vanishes instead. */
    STOPPED,
    /** vmd does not know, or said something that this release does not; {@link VmStatus#stateText()} has it. */
    UNKNOWN;

    /** The state for a word of the STATE column; {@link #UNKNOWN} for every word that is not known. */
    public static VmState of(String text) {
        for (VmState state : values()) {
            if (state.toString().equals(text)) {
                return state;
            }
        }
        return UNKNOWN;
    }

    /** The word of the STATE column. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
