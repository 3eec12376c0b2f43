package io.vmm4j.testkit.internal.io;

import io.vmm4j.testkit.VirtualTimeline;
import io.vmm4j.testkit.Waiting;
import io.vmm4j.testkit.internal.kernel.Errno;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** How the caller of a system call that blocks waits: a process can be killed meanwhile, others be interrupted. */
@FunctionalInterface
public interface Patience {

    /** Who can bring about what is waited for. */
    enum Source {
        /** The simulation alone. */
        SIMULATION,
        /** A client, for example by writing to a command's input. */
        OUTSIDER
    }

    /**
     * Waits until a condition holds, without moving time.
     *
     * @param ready looked at with the timeline's lock held
     * @throws IOException if the wait was interrupted
     */
    void until(BooleanSupplier ready, Source source) throws IOException;

    /** The patience of a thread that is no process. */
    static Patience of(VirtualTimeline timeline) {
        return (ready, source) -> {
            Waiting waiting = Waiting.unlimited().inBackground();
            try {
                timeline.await(ready, source == Source.OUTSIDER ? waiting.forOutsider() : waiting);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Errno.EINTR.asError();
            }
        };
    }
}
