package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.server.HostKeys;
import java.util.Optional;
import java.util.OptionalInt;

/** The network that guests answer on. To be used with the lock of the machine's timeline held. */
public interface GuestNetwork {

    /** A guest answers from now on: it has booted, or goes on after a pause. */
    void appear(Station station);

    /** A guest does not answer for now. */
    void fallSilent(Station station);

    /** A guest is off. */
    void leave(Station station);

    /** What a DHCP server told a guest on a switch, once it has {@linkplain #appear appeared}; empty if none has. */
    default Optional<Lease> lease(Station station) {
        return Optional.empty();
    }

    /** Fetches a URL from where a VM's guest is. */
    default Fetched fetch(String vm, String url) {
        return new Fetched.Failure("connect: Can't assign requested address", false);
    }

    /** Makes a machine for a VM, which nobody reaches yet. */
    default Machine build(GuestSpec inside) {
        throw new UnsupportedOperationException("guests have no machines on this network");
    }

    /** Has a machine offer SSH as a VM's guest from now on. */
    default void serve(String vm, Machine inside, HostKeys keys) {}

    /** Has a VM's guest offer SSH from now on. */
    default void serve(String vm, GuestSpec inside, long keySeed) {}

    /**
     * A guest's interface.
     *
     * @param vm the VM's name
     * @param tap the host's end
     * @param lladdr the guest's link-layer address
     * @param address the IPv4 address it takes when it has booted; empty if it asks for one by DHCP
     */
    record Station(String vm, NetInterface tap, Lladdr lladdr, OptionalInt address) {}
}
