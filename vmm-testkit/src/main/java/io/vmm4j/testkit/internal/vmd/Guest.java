package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.GuestScript.Vmmci;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.OptionalInt;

/** What runs in a VM, following its script. */
final class Guest {

    private static final Duration AT_ONCE = Duration.ofMillis(50);
    private static final Duration TIME_TO_ACKNOWLEDGE = Duration.ofSeconds(3);
    private static final Duration TIME_TO_FINISH = Duration.ofMinutes(2);
    private static final long MEMORY_OF_A_LOADED_KERNEL = 40L << 10;

    private final Timeline timeline;
    private final GuestScript script;
    private final long memory;
    private final Listener listener;
    private final GuestClock clock;
    private final GuestConsole console;
    private Timeline.Scheduled execution = () -> {};
    private boolean up;
    private boolean paused;
    private boolean over;
    private boolean deaf;

    Guest(Timeline timeline, GuestScript script, long memory, Consoles.Console line, Listener listener) {
        this.timeline = timeline;
        this.script = script;
        this.memory = memory;
        this.listener = listener;
        this.clock = new GuestClock(timeline);
        this.console = new GuestConsole(script.console(), line, clock);
    }

    /** Who is told of a guest. */
    interface Listener {

        /** It has booted, or goes on after a pause. */
        void answers();

        /** It is paused. */
        void isSilent();

        /** Its VM process has ended. */
        void ended(End end);
    }

    /** How a VM process ends. */
    enum End {
        OFF,
        REBOOT
    }

    void powerOn() {
        console.powerOn();
        clock.plan(script.boot(), this::booted);
        script.powerOff().ifPresent(after -> clock.plan(after, () -> end(End.OFF)));
        script.reboot().ifPresent(after -> clock.plan(after, () -> end(End.REBOOT)));
        script.death().ifPresent(after -> timeline.schedule(after, () -> end(End.OFF)));
    }

    private void booted() {
        up = true;
        console.booted();
        listener.answers();
    }

    /** Asks it to shut down, by vmmci(4). Without the driver its process just exits. */
    void requestShutdown() {
        if (!up || script.vmmci() == Vmmci.ABSENT) {
            executeIn(AT_ONCE);
        } else if (paused || script.vmmci() == Vmmci.HUNG) {
            executeIn(TIME_TO_ACKNOWLEDGE);
        } else {
            clock.plan(script.shutdown(), this::shutDown);
            executeIn(TIME_TO_FINISH);
        }
    }

    /** Somebody has shut it down from inside. */
    void shutDownFromInside() {
        if (up && !over) {
            clock.plan(script.shutdown(), () -> script.lastWords().ifPresentOrElse(this::halted, this::shutDown));
        }
    }

    /** Its kernel has stopped and cannot end the VM. */
    private void halted(String words) {
        console.say(words);
        console.off();
        up = false;
        listener.isSilent();
    }

    private void shutDown() {
        console.shutDown();
        end(End.OFF);
    }

    private void executeIn(Duration delay) {
        execution.cancel();
        execution = timeline.schedule(delay, () -> end(End.OFF));
    }

    /** Takes the VM away from it. A guest that has interrupts masked does not notice; its process stays. */
    void kill() {
        if (script.isDeaf()) {
            deaf = true;
            halt();
        } else {
            executeIn(AT_ONCE);
        }
    }

    /** Whether its VM is gone but its process is not. */
    boolean isGhost() {
        return deaf;
    }

    /** Whether a request to pause it can succeed. */
    boolean canPause() {
        return script.idles() && script.vmmci() != Vmmci.HUNG;
    }

    void pause() {
        paused = true;
        clock.halt();
        listener.isSilent();
    }

    void unpause() {
        paused = false;
        clock.resume();
        if (up) {
            listener.answers();
        }
    }

    /** Ends it without a word, as when vmd dies. */
    void discard() {
        over = true;
        halt();
    }

    private void end(End end) {
        if (!over && !deaf) {
            over = true;
            halt();
            listener.ended(end);
        }
    }

    private void halt() {
        console.off();
        clock.stop();
        execution.cancel();
        listener.isSilent();
    }

    /** Whether it answers on its network. */
    boolean isOnNetwork() {
        return up && !paused && !over && script.takesAddress();
    }

    /** The address that it has by itself. */
    OptionalInt ownAddress() {
        return script.address().map(Inet4::parse).orElse(OptionalInt.empty());
    }

    long usedMemory() {
        return Math.min(memory, up ? script.memoryUse() : Math.min(script.memoryUse(), MEMORY_OF_A_LOADED_KERNEL));
    }
}
