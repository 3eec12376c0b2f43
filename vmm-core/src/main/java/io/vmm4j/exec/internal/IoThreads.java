package io.vmm4j.exec.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads for copying streams and stopping commands. They end when idle, so a closed program holds none. */
public final class IoThreads {

    private static final long IDLE_SECONDS = 2;
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final Executor POOL = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "vmm4j-io-" + COUNTER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private IoThreads() {}

    /** Runs a task on a thread of its own. */
    public static void run(Runnable task) {
        POOL.execute(task);
    }
}
