package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;

/** The simulated machine: what its programs share. */
public final class Machine {

    private final VirtualTimeline timeline;

    /** A machine that lives on this timeline. */
    public Machine(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    /** The machine's time. */
    public VirtualTimeline timeline() {
        return timeline;
    }
}
