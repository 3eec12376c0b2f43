package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.PacketFate.Way;
import io.vmm4j.testkit.internal.dhcp.DhcpServer;
import io.vmm4j.testkit.internal.dhcp.Offer;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.traffic.Forwarding;
import io.vmm4j.testkit.internal.vmd.GuestNetwork.Station;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The DHCP clients in guests on switches. One that nobody answered asks again some time after dhcpd(8) of the machine was started; one
 * that has an address keeps it until its VM is off. To be used with the lock of the machine's timeline held.
 */
final class DhcpClients {

    private static final Duration UNTIL_IT_ASKS_AGAIN = Duration.ofSeconds(30);
    private static final int CLIENT = 68;
    private static final int SERVER = 67;
    private static final IpAddress NOBODY = IpAddress.of(0);
    private static final IpAddress EVERYBODY = IpAddress.of(-1);

    private final Machine machine;
    private final Network network;
    private final DhcpServer server;
    private final Listener listener;
    private final Map<Station, Offer> leases = new HashMap<>();
    private final Set<Station> waiting = new HashSet<>();

    /** The clients that tell this listener of their addresses. */
    DhcpClients(Machine machine, Listener listener) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.server = DhcpServer.of(machine);
        this.listener = listener;
        server.whenStarted(() -> machine.timeline().schedule(UNTIL_IT_ASKS_AGAIN, this::askAgain));
    }

    /** Who is told of addresses. */
    interface Listener {
        void located(Station station, int address, Optional<Offer> lease);
    }

    private void askAgain() {
        List.copyOf(waiting).forEach(this::ask);
    }

    /** A guest is up, or goes on after a pause. */
    void ask(Station station) {
        Optional<Offer> offer = Optional.ofNullable(leases.get(station)).or(() -> answer(station));
        if (offer.isEmpty()) {
            waiting.add(station);
            return;
        }
        waiting.remove(station);
        leases.put(station, offer.get());
        listener.located(station, offer.get().address(), offer);
    }

    void fallSilent(Station station) {
        waiting.remove(station);
    }

    void leave(Station station) {
        leases.remove(station);
    }

    private Optional<Offer> answer(Station station) {
        NetInterface tap = station.tap();
        List<NetInterface> others =
                tap.master().flatMap(network.interfaces()::find).map(NetInterface::members).orElse(List.of()).stream()
                        .filter(member -> !member.equals(tap.name()))
                        .flatMap(member -> network.interfaces().find(member).stream())
                        .toList();
        Forwarding forwarding = Forwarding.of(machine);
        PfPacket question = packet(NOBODY, CLIENT, EVERYBODY, SERVER);
        if (others.isEmpty() || !forwarding.passesMember(question, tap, Way.IN)) {
            return Optional.empty();
        }
        for (NetInterface device : others) {
            Optional<Offer> offer = server.discover(device, station.lladdr());
            if (offer.isPresent() && forwarding.passesMember(reply(device, offer.get()), tap, Way.OUT)) {
                server.request(offer.get(), station.lladdr(), station.vm());
                return offer;
            }
        }
        return Optional.empty();
    }

    private static PfPacket reply(NetInterface device, Offer offer) {
        int own = device.addresses().stream()
                .map(IfAddress::address)
                .filter(offer::isBeside)
                .findFirst()
                .orElse(0);
        return packet(IpAddress.of(own), SERVER, IpAddress.of(offer.address()), CLIENT);
    }

    private static PfPacket packet(IpAddress from, int fromPort, IpAddress to, int toPort) {
        return new PfPacket(Protocols.UDP, from, fromPort, to, toPort, 0, 0, 0);
    }
}
