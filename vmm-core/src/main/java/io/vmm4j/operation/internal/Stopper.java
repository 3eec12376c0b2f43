package io.vmm4j.operation.internal;

import java.util.Optional;

/** Interrupts the thread of an operation while it is in a step, and at no other time. Thread safe. */
final class Stopper {

    private Optional<Thread> inside = Optional.empty();
    private Optional<Stop> reason = Optional.empty();
    private int section;
    private boolean interrupted;
    private boolean settled;

    /** Why a step is ended early. */
    enum Stop {
        CANCELLED,
        STEP_LIMIT,
        LIMIT,
        CLOSED
    }

    /** Ends what is being done, and whatever would be done next; the first reason counts. Whether it still could be ended. */
    synchronized boolean stop(Stop why) {
        if (settled || reason.isPresent()) {
            return false;
        }
        reason = Optional.of(why);
        interrupt();
        return true;
    }

    /** The same, but only if this section has not been left. */
    synchronized void expire(int which, Stop why) {
        if (inside.isPresent() && section == which) {
            stop(why);
        }
    }

    private void interrupt() {
        inside.ifPresent(thread -> {
            interrupted = true;
            thread.interrupt();
        });
    }

    /** Begins a section, in which the calling thread may be interrupted. */
    synchronized int enter() {
        inside = Optional.of(Thread.currentThread());
        section++;
        if (reason.isPresent()) {
            interrupt();
        }
        return section;
    }

    /** Ends it. An interrupt that came from here is gone, one from elsewhere stays. */
    synchronized void leave() {
        inside = Optional.empty();
        if (interrupted) {
            interrupted = false;
            Thread.interrupted();
        }
    }

    /** Goes on after a section that took too long. */
    synchronized void forgive() {
        reason = reason.filter(why -> why != Stop.STEP_LIMIT);
    }

    /** Why it is to end, if it is. */
    synchronized Optional<Stop> reason() {
        return reason;
    }

    /** From here on nothing ends it; false if something has already. */
    synchronized boolean settle() {
        settled = reason.isEmpty();
        return settled;
    }
}
