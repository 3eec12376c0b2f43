package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.function.Consumer;

/** Starts the VMs that wait, some at a time. */
final class StartQueue {

    private static final Duration DEFAULT_DELAY = Duration.ofSeconds(30);

    private final Timeline timeline;
    private final VmTable vms;
    private final Consumer<Vm> starter;
    private long parallel;
    private Duration delay = DEFAULT_DELAY;
    private Timeline.Scheduled next = () -> {};

    StartQueue(Timeline timeline, VmTable vms, int cpus, Consumer<Vm> starter) {
        this.timeline = timeline;
        this.vms = vms;
        this.parallel = cpus;
        this.starter = starter;
    }

    void stagger(long atATime, Duration pause) {
        parallel = atATime;
        delay = pause;
    }

    /** Starts a batch now, and the next ones after the delay. */
    void run() {
        stop();
        long started = 0;
        for (Vm vm : vms.all()) {
            if (!vm.is(VmState.WAITING)) {
                continue;
            }
            if (++started > parallel) {
                next = timeline.schedule(delay, this::run);
                return;
            }
            vm.set(VmState.WAITING, false);
            starter.accept(vm);
        }
    }

    void stop() {
        next.cancel();
    }
}
