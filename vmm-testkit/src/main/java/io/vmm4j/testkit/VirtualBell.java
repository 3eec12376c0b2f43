package io.vmm4j.testkit;

import io.vmm4j.time.Bell;
import java.time.Duration;

/** A bell whose waits move a virtual timeline on. Guarded by the timeline's lock. */
final class VirtualBell implements Bell {

    private final VirtualTimeline timeline;
    private boolean rung;

    VirtualBell(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    @Override
    public void ring() {
        timeline.locked(() -> rung = true);
    }

    @Override
    public boolean await(Duration limit) throws InterruptedException {
        timeline.await(() -> rung, limit.isNegative() ? Duration.ZERO : limit);
        return timeline.lockedGet(() -> {
            boolean held = rung;
            rung = false;
            return held;
        });
    }
}
