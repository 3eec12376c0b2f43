package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.VirtualTimeline;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What signals do to one process. Guarded by the timeline's lock. */
public final class Signals {

    /** What a process does about a signal. */
    public enum Disposition {
        DEFAULT,
        IGNORE,
        /** The program asks for it by {@link Signals#takeCaught}. */
        CATCH
    }

    private final VirtualTimeline timeline;
    private final Map<Sig, Disposition> dispositions = new EnumMap<>(Sig.class);
    private final Set<Sig> caught = EnumSet.noneOf(Sig.class);
    private @Nullable Sig fatal;
    private boolean stopped;

    Signals(VirtualTimeline timeline) {
        this.timeline = timeline;
    }

    /** Those of a child: what was caught is at its default again, what was ignored still is. */
    Signals inherited() {
        Signals copy = new Signals(timeline);
        timeline.locked(() -> dispositions.forEach((sig, disposition) -> {
            if (disposition == Disposition.IGNORE) {
                copy.dispositions.put(sig, disposition);
            }
        }));
        return copy;
    }

    /** sigaction(2). KILL and STOP cannot be caught or ignored. */
    public void set(Sig sig, Disposition disposition) {
        if (sig != Sig.KILL && sig != Sig.STOP) {
            timeline.locked(() -> dispositions.put(sig, disposition));
        }
    }

    /** What the process does about a signal. */
    public Disposition get(Sig sig) {
        return timeline.look(() -> dispositions.getOrDefault(sig, Disposition.DEFAULT));
    }

    /** exec(3) resets what was caught; a signal that the old program has not seen yet is one for the new program. */
    void resetCaught() {
        timeline.locked(() -> {
            dispositions.values().removeIf(disposition -> disposition == Disposition.CATCH);
            List<Sig> unseen = List.copyOf(caught);
            caught.clear();
            unseen.forEach(this::act);
        });
    }

    /** Delivers a signal. Called with the lock held. */
    void deliver(Sig sig) {
        switch (dispositions.getOrDefault(sig, Disposition.DEFAULT)) {
            case IGNORE -> {}
            case CATCH -> caught.add(sig);
            case DEFAULT -> act(sig);
        }
        if (sig == Sig.CONT || sig == Sig.KILL) {
            stopped = false;
        }
    }

    private void act(Sig sig) {
        switch (sig.action()) {
            case TERMINATE -> fatal = fatal == null || sig == Sig.KILL ? sig : fatal;
            case STOP -> stopped = true;
            case IGNORE, CONTINUE -> {}
        }
    }

    /** Which signal has ended the process, if one has. To be asked with the lock held. */
    @Nullable
    Sig fatal() {
        return fatal;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Whether a caught signal waits for the program. To be asked with the lock held. */
    boolean hasCaught() {
        return !caught.isEmpty();
    }

    /** The next caught signal that the program has not seen yet. */
    public Optional<Sig> takeCaught() {
        return timeline.lockedGet(() -> {
            Optional<Sig> next = caught.stream().findFirst();
            next.ifPresent(caught::remove);
            return next;
        });
    }
}
