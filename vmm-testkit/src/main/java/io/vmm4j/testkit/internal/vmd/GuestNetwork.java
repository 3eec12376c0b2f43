package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.NetInterface;
import java.util.OptionalInt;

/** The network that guests answer on. To be used with the lock of the machine's timeline held. */
public interface GuestNetwork {

    /** A guest answers from now on: it has booted, or goes on after a pause. */
    void appear(Station station);

    /** A guest does not answer for now. */
    void fallSilent(Station station);

    /** A guest is off. */
    void leave(Station station);

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
