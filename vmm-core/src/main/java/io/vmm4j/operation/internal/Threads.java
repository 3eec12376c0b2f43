package io.vmm4j.operation.internal;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of operations. */
public final class Threads {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** As many daemon threads as there are operations under way. */
    public static final Executor WORKERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "vmm4j-operation-" + NUMBER.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    private Threads() {}
}
