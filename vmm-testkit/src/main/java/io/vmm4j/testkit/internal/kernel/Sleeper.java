package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.io.Patience;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a process waits: until something holds, a time has passed, or a signal ends it. For the process's own thread. */
final class Sleeper implements Patience {

    private final VirtualTimeline timeline;
    private final Signals signals;

    Sleeper(VirtualTimeline timeline, Signals signals) {
        this.timeline = timeline;
        this.signals = signals;
    }

    /** Ends the process if a signal says so, and stands still while it is stopped. */
    void checkSignals() {
        Sig fatal = timeline.look(signals::fatal);
        if (fatal != null) {
            throw new Killed(fatal);
        }
        if (timeline.look(signals::isStopped)) {
            await(() -> !signals.isStopped(), Waiting.unlimited().inBackground());
        }
    }

    /**
     * Waits for a condition.
     *
     * @return false if the time passed first
     * @throws Killed if a signal ends the process meanwhile
     */
    boolean await(BooleanSupplier condition, Waiting waiting) {
        Watch watch = new Watch(condition);
        try {
            timeline.await(watch, waiting);
        } catch (InterruptedException e) {
            throw new Killed(Sig.KILL);
        }
        if (watch.fatal != null) {
            throw new Killed(watch.fatal);
        }
        return watch.held;
    }

    @Override
    public void until(BooleanSupplier ready, Source source) throws IOException {
        Waiting waiting = Waiting.unlimited().inBackground();
        Watch watch = new Watch(ready);
        await(
                () -> watch.getAsBoolean() || signals.hasCaught(),
                source == Source.OUTSIDER ? waiting.forOutsider() : waiting);
        if (!watch.held) {
            throw Errno.EINTR.asError();
        }
    }

    /** Waits for a condition or a signal, and remembers which came. */
    private final class Watch implements BooleanSupplier {

        private final BooleanSupplier condition;
        private @Nullable Sig fatal;
        private boolean held;

        Watch(BooleanSupplier condition) {
            this.condition = condition;
        }

        @Override
        public boolean getAsBoolean() {
            fatal = signals.fatal();
            held = condition.getAsBoolean();
            return fatal != null || held;
        }
    }
}
