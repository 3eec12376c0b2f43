package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The time of a guest, which stands still while the guest is paused and ends with it. */
final class GuestClock {

    private final Timeline timeline;
    private final List<Plan> plans = new ArrayList<>();
    private boolean running = true;

    GuestClock(Timeline timeline) {
        this.timeline = timeline;
    }

    /** Something the guest will do. */
    private final class Plan {

        private final Runnable task;
        private long remaining;
        private long since;
        private Timeline.Scheduled handle = () -> {};

        private Plan(Duration delay, Runnable task) {
            this.remaining = delay.toNanos();
            this.task = task;
        }

        private void go() {
            since = timeline.nanoTime();
            handle = timeline.schedule(Duration.ofNanos(remaining), () -> {
                plans.remove(this);
                task.run();
            });
        }

        private void halt() {
            handle.cancel();
            remaining -= timeline.nanoTime() - since;
        }
    }

    void plan(Duration delay, Runnable task) {
        Plan plan = new Plan(delay, task);
        plans.add(plan);
        if (running) {
            plan.go();
        }
    }

    void halt() {
        if (running) {
            running = false;
            List.copyOf(plans).forEach(Plan::halt);
        }
    }

    void resume() {
        if (!running) {
            running = true;
            List.copyOf(plans).forEach(Plan::go);
        }
    }

    void stop() {
        halt();
        plans.clear();
    }
}
