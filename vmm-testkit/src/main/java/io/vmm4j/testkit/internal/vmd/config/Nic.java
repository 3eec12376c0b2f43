package io.vmm4j.testkit.internal.vmd.config;

import io.vmm4j.testkit.internal.net.Lladdr;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A network interface of a VM.
 *
 * @param device the tap(4) asked for; empty for the next free one
 * @param switchName the switch to attach it to
 * @param group an interface group for the tap
 * @param lladdr the guest's address; empty for a random one
 * @param rdomain the routing domain of the tap
 * @param flags the rest
 */
public record Nic(
        Optional<String> device,
        Optional<String> switchName,
        Optional<String> group,
        Optional<Lladdr> lladdr,
        OptionalInt rdomain,
        Flags flags) {

    /** An interface attached to nothing. */
    public static final Nic PLAIN = new Nic(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            new Flags(false, false, true));

    /**
     * What is on or off.
     *
     * @param local whether vmd gives the tap and the guest addresses of its own
     * @param locked whether the guest may use no other lladdr
     * @param up whether the tap is brought up
     */
    public record Flags(boolean local, boolean locked, boolean up) {}

    /** A local interface. */
    public static Nic localNic() {
        return PLAIN.withFlags(new Flags(true, false, true));
    }

    /** An interface on a switch. */
    public static Nic on(String switchName) {
        return PLAIN.withSwitch(switchName);
    }

    Nic withDevice(String name) {
        return new Nic(Optional.of(name), switchName, group, lladdr, rdomain, flags);
    }

    Nic withSwitch(String name) {
        return new Nic(device, Optional.of(name), group, lladdr, rdomain, flags);
    }

    Nic withGroup(String name) {
        return new Nic(device, switchName, Optional.of(name), lladdr, rdomain, flags);
    }

    /** The same interface with this guest address. */
    public Nic withLladdr(Optional<Lladdr> address) {
        return new Nic(device, switchName, group, address, rdomain, flags);
    }

    Nic withRdomain(int number) {
        return new Nic(device, switchName, group, lladdr, OptionalInt.of(number), flags);
    }

    Nic withFlags(Flags other) {
        return new Nic(device, switchName, group, lladdr, rdomain, other);
    }

    Nic asLocal() {
        return withFlags(new Flags(true, flags.locked(), flags.up()));
    }

    /** The same interface, locked to its lladdr. */
    public Nic asLocked() {
        return withFlags(new Flags(flags.local(), true, flags.up()));
    }

    Nic withUp(boolean up) {
        return withFlags(new Flags(flags.local(), flags.locked(), up));
    }
}
