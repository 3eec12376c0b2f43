package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.PacketFate.Reason;
import io.vmm4j.testkit.internal.dhcp.Offer;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import java.util.Optional;
import java.util.OptionalInt;

/** What guests send, each by its own routes. To be used with the lock of the machine's timeline held. */
public final class GuestTraffic {

    private final Machine machine;
    private final Network network;

    /** The traffic of this machine's guests. */
    public GuestTraffic(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
    }

    /** Sends a packet. A guest that has its address from elsewhere is taken to have a route for it. */
    public Outcome send(GuestEnds.End guest, PfPacket packet) {
        int destination = packet.destination().inet();
        Optional<Offer> lease = guest.lease().filter(offer -> !offer.isBeside(destination));
        if (lease.isPresent()) {
            OptionalInt router = lease.get().router();
            if (router.isEmpty()) {
                return new Outcome.Gone(Reason.NO_ROUTE);
            }
            if (!answers(router.getAsInt(), guest)) {
                return new Outcome.Gone(Reason.NOBODY_THERE);
            }
        }
        network.contact(guest.address());
        return Forwarding.of(machine).arrive(packet, guest.tap());
    }

    /** Whether somebody on the guest's switch has an address; who is behind an uplink is taken to. */
    private boolean answers(int address, GuestEnds.End guest) {
        Optional<NetInterface> master = network.interfaces()
                .find(guest.tap())
                .flatMap(NetInterface::master)
                .flatMap(network.interfaces()::find);
        boolean uplink = master.stream()
                .flatMap(each -> each.members().stream())
                .flatMap(member -> network.interfaces().find(member).stream())
                .anyMatch(member -> member.cloner().isEmpty());
        return uplink
                || network.isOwn(address)
                || GuestEnds.of(machine).withAddress(address).isPresent();
    }
}
