package io.vmm4j.vmctl;

import java.util.List;

/** How a VM is asked to stop. vmctl(8). */
public enum StopMethod {
    /**
     * Through vmmci(4): a guest that has it shuts down, which takes seconds to two minutes, after which it is killed. A guest
     * without it, which is every stock Linux, loses its power at once.
     */
    GRACEFUL,
    /** Its power is cut. Needed to stop a VM that is stopping already. */
    FORCE;

    List<String> options() {
        return this == FORCE ? List.of("-f") : List.of();
    }

    List<String> waitingOptions() {
        return List.of(this == FORCE ? "-fw" : "-w");
    }
}
