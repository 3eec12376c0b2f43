package io.vmm4j.event;

import io.vmm4j.VmName;
import io.vmm4j.event.internal.Differences;
import io.vmm4j.event.internal.Replay;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one look at a host has seen. Immutable; it has no time, so two looks at a host on which nothing happened are equal.
 *
 * @param vmd whether vmd(8) answers
 * @param configuration a fingerprint of the text of /etc/vm.conf; empty if it could not be read
 * @param vms the VMs that vmd lists or that vmm4j has a record of, by name; while vmd is down those that were known before,
 *     their states unknown
 */
public record HostSnapshot(Vmd vmd, Optional<String> configuration, SortedMap<VmName, ObservedVm> vms) {

    /** Before the first look: nothing is known. */
    public static final HostSnapshot NONE = new HostSnapshot(Vmd.NOT_ASKED, Optional.empty(), new TreeMap<>());

    /** Whether vmd(8) answers. */
    public enum Vmd {
        /** Nobody has looked yet. */
        NOT_ASKED,
        /** It answers. */
        UP,
        /** It does not run. */
        DOWN;

        /** In lower case, with a hyphen. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public HostSnapshot {
        Objects.requireNonNull(vmd, "vmd");
        Objects.requireNonNull(configuration, "configuration");
        vms = Collections.unmodifiableSortedMap(new TreeMap<>(vms));
        vms.forEach((name, vm) -> {
            if (!name.equals(vm.name())) {
                throw new IllegalArgumentException(vm.name() + " stands at the place of " + name);
            }
        });
        if (vmd == Vmd.NOT_ASKED && (configuration.isPresent() || !vms.isEmpty())) {
            throw new IllegalArgumentException("nothing is known of a host that nobody has looked at");
        }
    }

    /** One VM. */
    public Optional<ObservedVm> vm(VmName name) {
        return Optional.ofNullable(vms.get(name));
    }

    /**
     * What must have happened between two looks: at vmd(8) first, then at vm.conf(5), then at VMs by name. Empty if and only if
     * the two are equal; {@link #replay replayed} on the first it gives the second.
     *
     * @throws IllegalArgumentException if the second is {@link #NONE} and the first is not: a look that was made stays made
     */
    public static List<Occurrence> difference(HostSnapshot before, HostSnapshot after) {
        return Differences.between(before, after);
    }

    /** The snapshot after these events, all that there were from the first on. */
    public static HostSnapshot replay(Iterable<HostEvent> events) {
        return NONE.after(events);
    }

    /** The snapshot after these events, which followed this one. */
    public HostSnapshot after(Iterable<HostEvent> events) {
        Replay replay = new Replay(this);
        events.forEach(event -> replay.apply(event.what()));
        return replay.snapshot();
    }
}
