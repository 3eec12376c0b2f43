package io.vmm4j.testkit;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.traffic.Forwarding;
import io.vmm4j.testkit.internal.traffic.GuestEnds;
import io.vmm4j.testkit.internal.traffic.GuestTraffic;
import io.vmm4j.testkit.internal.traffic.NameService;
import io.vmm4j.testkit.internal.traffic.Packets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The network of a simulated host: what becomes of single packets, by its interfaces, switches, pf(4) and routes. Thread safe.
 *
 * <p>A packet goes through the filter where it would on OpenBSD, and leaves its states there, so that the packets after it are
 * decided by them:
 *
 * <pre>{@code
 * PacketFate fate = host.network().fromGuest("web", Packet.Protocol.TCP, "1.1.1.1", 443);
 * assertThat(fate).isInstanceOfSatisfying(PacketFate.Sent.class, sent ->
 *         assertThat(sent.packet().source()).isEqualTo(host.network().egressAddress()));
 * }</pre>
 *
 * <p>Only IPv4 is taken through the host. Packets are never fragments and belong to no user.
 */
public final class SimulatedNetwork {

    private static final int SOME_PORT = 40_000;
    private static final String OUTSIDER = "198.51.100.7";

    private final Machine machine;

    SimulatedNetwork(Machine machine) {
        this.machine = machine;
    }

    private <T> T locked(Supplier<T> question) {
        return machine.timeline().lockedGet(question);
    }

    /**
     * Takes a packet through the host.
     *
     * @throws IllegalArgumentException if it has something else than IPv4 addresses
     */
    public PacketFate send(Packet packet) {
        return locked(() -> {
            Forwarding forwarding = Forwarding.of(machine);
            var seen = Packets.toFilter(packet);
            var outcome = packet.arrivesOn().isPresent()
                    ? forwarding.arrive(seen, packet.arrivesOn().get())
                    : forwarding.send(seen);
            return Packets.fate(outcome, packet, GuestEnds.of(machine));
        });
    }

    /**
     * The first packet of a connection that a guest makes, by the default router that dhcpd(8) told it, if it has its address from
     * there. The host knows its link-layer address afterwards.
     *
     * @param vm the name of its VM
     * @throws IllegalArgumentException if no guest of that name has an address
     */
    public PacketFate fromGuest(String vm, Packet.Protocol protocol, String destination, int port) {
        return locked(() -> {
            GuestEnds.End guest = end(vm);
            Packet packet = new Packet(
                    protocol,
                    Inet4.format(guest.address()),
                    SOME_PORT,
                    destination,
                    port,
                    Packet.Phase.OPENING,
                    Optional.of(guest.tap()));
            var outcome = new GuestTraffic(machine).send(guest, Packets.toFilter(packet));
            return Packets.fate(outcome, packet, GuestEnds.of(machine));
        });
    }

    /** The first packet of a TCP connection that somebody on the Internet makes to an address of the host. */
    public PacketFate fromOutside(String destination, int port) {
        return send(Packet.tcp(OUTSIDER, SOME_PORT, destination, port).arrivingOn(card()));
    }

    /** Whether somebody on the Internet can make a connection to port 22 of the host. */
    public boolean admitsSsh() {
        return fromOutside(egressAddress(), 22) instanceof PacketFate.Delivered delivered
                && delivered.packet().destinationPort() == 22;
    }

    /**
     * Whether a guest's name server answers it, which is the one that dhcpd(8) told it, or the host's end of its network for a guest
     * that has its address from elsewhere: a query to it reaches unbound(8) on the host, which serves the guest and can ask
     * others, or leaves the host with an address that answers come back to.
     *
     * @param vm the name of its VM
     * @throws IllegalArgumentException if no guest of that name has an address
     */
    public boolean resolvesNames(String vm) {
        return locked(() -> new NameService(machine).answers(end(vm)));
    }

    /** The interface of the default route. */
    public String egressInterface() {
        return locked(() -> egress().name());
    }

    /** Where the cable is: the interface of the default route, or the card on the switch that it is a port of. */
    private String card() {
        return locked(() -> {
            NetInterface egress = egress();
            return Network.of(machine)
                    .interfaces()
                    .cardOf(egress)
                    .map(NetInterface::name)
                    .orElse(egress.name());
        });
    }

    /** The first address of the interface of the default route. */
    public String egressAddress() {
        return locked(() -> egress().addresses().stream()
                .findFirst()
                .map(IfAddress::address)
                .map(Inet4::format)
                .orElseThrow(() -> new IllegalStateException("the interface of the default route has no address")));
    }

    private NetInterface egress() {
        List<NetInterface> found = Network.of(machine).interfaces().group("egress");
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no default route");
        }
        return found.get(0);
    }

    /**
     * The address of a guest.
     *
     * @param vm the name of its VM
     * @throws IllegalArgumentException if no guest of that name has one
     */
    public String guestAddress(String vm) {
        return locked(() -> Inet4.format(end(vm).address()));
    }

    /**
     * The tap(4) interface of a guest.
     *
     * @param vm the name of its VM
     * @throws IllegalArgumentException if no guest of that name has an address
     */
    public String guestInterface(String vm) {
        return locked(() -> end(vm).tap());
    }

    private GuestEnds.End end(String vm) {
        return GuestEnds.of(machine)
                .ofVm(vm)
                .orElseThrow(() -> new IllegalArgumentException("no guest with an address: " + vm));
    }
}
