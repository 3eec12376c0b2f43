package io.vmm4j.event.internal;

import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.event.HostSnapshot;
import io.vmm4j.event.HostSnapshot.Vmd;
import io.vmm4j.event.ObservedVm;
import io.vmm4j.event.Occurrence;
import io.vmm4j.event.VmOccurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Tells what must have happened between two looks at a host. */
public final class Differences {

    private Differences() {}

    /** What happened; nothing if the two are equal. */
    public static List<Occurrence> between(HostSnapshot before, HostSnapshot after) {
        List<Occurrence> found = new ArrayList<>();
        if (before.vmd() != after.vmd()) {
            found.add(daemon(after.vmd()));
        }
        if (!before.configuration().equals(after.configuration())) {
            found.add(new Occurrence.ConfigurationChanged(after.configuration()));
        }
        SortedSet<VmName> names = new TreeSet<>(before.vms().keySet());
        names.addAll(after.vms().keySet());
        for (VmName name : names) {
            ObservedVm then = before.vms().get(name);
            ObservedVm now = after.vms().get(name);
            if (then == null && now != null) {
                found.add(new VmOccurrence.Appeared(now));
            } else if (then != null && now == null) {
                found.add(new VmOccurrence.Vanished(then));
            } else if (then != null && now != null && !then.equals(now)) {
                found.addAll(of(then, now));
            }
        }
        return List.copyOf(found);
    }

    private static Occurrence daemon(Vmd now) {
        return switch (now) {
            case UP -> new Occurrence.VmdUp();
            case DOWN -> new Occurrence.VmdDown();
            case NOT_ASKED -> throw new IllegalArgumentException("a look that was made stays made");
        };
    }

    private static List<Occurrence> of(ObservedVm then, ObservedVm now) {
        List<Occurrence> found = new ArrayList<>();
        boolean sameProcess = process(then, now, found);
        state(then, now, sameProcess, found);
        if (!then.definition().equals(now.definition())) {
            found.add(new VmOccurrence.DefinitionChanged(now));
        }
        if (found.isEmpty()) {
            found.add(new VmOccurrence.Changed(now));
        }
        return found;
    }

    /** What became of its process. Whether one that ran before runs on. */
    private static boolean process(ObservedVm then, ObservedVm now, List<Occurrence> found) {
        if (then.isRunning() && now.isRunning()) {
            boolean same = then.pid().equals(now.pid()) && then.id().equals(now.id());
            if (!same) {
                found.add(new VmOccurrence.Restarted(now, then));
            }
            return same;
        }
        if (now.isRunning()) {
            found.add(new VmOccurrence.Started(now));
        } else if (isKnown(now) && (then.isRunning() || cameToRest(then, now))) {
            found.add(new VmOccurrence.Stopped(now));
        }
        return false;
    }

    private static boolean cameToRest(ObservedVm then, ObservedVm now) {
        return !isKnown(then) && now.state() != VmState.WAITING;
    }

    private static void state(ObservedVm then, ObservedVm now, boolean sameProcess, List<Occurrence> found) {
        boolean news = then.state() != now.state() || (now.isRunning() && !sameProcess);
        if (!isKnown(now)) {
            if (news) {
                found.add(new VmOccurrence.BecameUnknown(now));
            }
        } else if (!now.isRunning()) {
            if (now.state() == VmState.WAITING && news) {
                found.add(new VmOccurrence.Waiting(now));
            }
        } else if (news && now.state() == VmState.PAUSED) {
            found.add(new VmOccurrence.Paused(now));
        } else if (news && now.state() == VmState.STOPPING) {
            found.add(new VmOccurrence.Stopping(now));
        } else if (sameProcess && then.state() == VmState.PAUSED && now.state() == VmState.RUNNING) {
            found.add(new VmOccurrence.Unpaused(now));
        }
    }

    private static boolean isKnown(ObservedVm vm) {
        return vm.state() != VmState.UNKNOWN;
    }
}
