package io.vmm4j.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock. One daemon thread serves all schedules and ends when there has been none for a while. */
final class SystemTimeline implements Timeline {

    static final SystemTimeline INSTANCE = new SystemTimeline();

    private static final Logger LOG = LoggerFactory.getLogger(SystemTimeline.class);
    private static final long IDLE_SECONDS = 5;

    private final ScheduledThreadPoolExecutor scheduler;

    private SystemTimeline() {
        scheduler = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vmm4j-timeline");
            thread.setDaemon(true);
            return thread;
        });
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        scheduler.allowCoreThreadTimeOut(true);
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!duration.isNegative() && !duration.isZero()) {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Future<?> future = scheduler.schedule(() -> runGuarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    private static void runGuarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("A scheduled task failed", e);
        }
    }

    @Override
    public String toString() {
        return "Timeline.system()";
    }
}
