package io.vmm4j.exec.internal;

import java.util.function.Supplier;

/**
 * What has to be done even by a thread that was interrupted: finding out what is the case, and cleaning up. It is bounded by the
 * timeouts of its commands, and the thread's interrupt flag is as it was afterwards.
 */
public final class Undisturbed {

    private Undisturbed() {}

    /** Runs this with the interrupt flag cleared. */
    public static <T> T get(Supplier<T> work) {
        boolean interrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs this with the interrupt flag cleared. */
    public static void run(Runnable work) {
        get(() -> {
            work.run();
            return true;
        });
    }
}
