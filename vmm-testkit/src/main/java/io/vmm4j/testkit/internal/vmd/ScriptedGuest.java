package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.GuestScript;
import io.vmm4j.testkit.GuestScript.Vmmci;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.time.Timeline;
import java.time.Duration;
import java.util.OptionalInt;

/** What runs in a VM, following its script. */
final class ScriptedGuest implements Guest {

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

    ScriptedGuest(Timeline timeline, GuestScript script, long memory, Consoles.Console line, Listener listener) {
        this.timeline = timeline;
        this.script = script;
        this.memory = memory;
        this.listener = listener;
        this.clock = new GuestClock(timeline);
        this.console = new GuestConsole(script.console(), line, clock);
    }

    @Override
    public void powerOn() {
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

    @Override
    public void requestShutdown() {
        if (!up || script.vmmci() == Vmmci.ABSENT) {
            executeIn(AT_ONCE);
        } else if (paused || script.vmmci() == Vmmci.HUNG) {
            executeIn(TIME_TO_ACKNOWLEDGE);
        } else {
            clock.plan(script.shutdown(), this::shutDown);
            executeIn(TIME_TO_FINISH);
        }
    }

    @Override
    public void shutDownFromInside() {
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

    @Override
    public void kill() {
        if (script.isDeaf()) {
            deaf = true;
            halt();
        } else {
            executeIn(AT_ONCE);
        }
    }

    @Override
    public boolean isGhost() {
        return deaf;
    }

    @Override
    public boolean canPause() {
        return script.idles() && script.vmmci() != Vmmci.HUNG;
    }

    @Override
    public void pause() {
        paused = true;
        clock.halt();
        listener.isSilent();
    }

    @Override
    public void unpause() {
        paused = false;
        clock.resume();
        if (up) {
            listener.answers();
        }
    }

    @Override
    public void discard() {
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

    @Override
    public boolean isOnNetwork() {
        return up && !paused && !over && script.takesAddress();
    }

    @Override
    public OptionalInt ownAddress() {
        return script.address().map(Inet4::parse).orElse(OptionalInt.empty());
    }

    @Override
    public long usedMemory() {
        return Math.min(memory, up ? script.memoryUse() : Math.min(script.memoryUse(), MEMORY_OF_A_LOADED_KERNEL));
    }
}
