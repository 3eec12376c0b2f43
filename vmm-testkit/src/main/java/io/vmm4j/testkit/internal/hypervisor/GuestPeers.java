package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.dhcp.Offer;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.guest.SshGuest;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.traffic.GuestEnds;
import io.vmm4j.testkit.internal.vmd.GuestNetwork;
import io.vmm4j.testkit.internal.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Guests as peers of the machine's network: who has an address answers, who is on a switch is heard by it, and whose address the
 * host can reach can be connected to.
 */
final class GuestPeers implements GuestNetwork {

    private final Machine machine;
    private final Network network;
    private final Wire wire;
    private final GuestMachines insides;
    private final GuestEnds ends;
    private final DhcpClients clients;
    private final Map<Station, GuestEnds.End> present = new HashMap<>();
    private final Map<Station, Network.Peer> reached = new HashMap<>();

    GuestPeers(Machine machine, GuestMachines insides) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.wire = Wire.of(machine);
        this.insides = insides;
        this.ends = GuestEnds.of(machine);
        this.clients = new DhcpClients(machine, this::located);
        wire.observe(address ->
                Inet4.parse(address).ifPresent(bits -> machine.timeline().locked(() -> network.contact(bits))));
    }

    @Override
    public void appear(Station station) {
        network.interfaces()
                .hear(station.tap(), station.lladdr(), machine.timeline().now());
        if (station.address().isPresent()) {
            located(station, station.address().getAsInt(), Optional.empty());
        } else {
            clients.ask(station);
        }
    }

    private void located(Station station, int address, Optional<Offer> lease) {
        GuestEnds.End end =
                new GuestEnds.End(station.vm(), address, station.tap().name(), lease);
        present.put(station, end);
        ends.appear(end);
        peer(station, address).ifPresent(peer -> {
            reached.put(station, peer);
            network.appear(peer);
            wire.attach(Inet4.format(address));
            insides.appear(station.vm(), Inet4.format(address));
        });
    }

    /** Behind its own tap, or behind the host's interface on the same switch. */
    private Optional<Network.Peer> peer(Station station, int address) {
        Optional<String> device = station.tap().master().isEmpty()
                ? Optional.of(station.tap().name())
                : network.interfaces().onSwitch(station.tap().master().get(), address);
        return device.map(name -> new Network.Peer(name, station.lladdr(), address));
    }

    @Override
    public Optional<Lease> lease(Station station) {
        return Optional.ofNullable(present.get(station))
                .flatMap(GuestEnds.End::lease)
                .map(offer -> new Lease(
                        Inet4.format(offer.address()),
                        Integer.bitCount(offer.mask()),
                        offer.router().isPresent()
                                ? Optional.of(Inet4.format(offer.router().getAsInt()))
                                : Optional.empty(),
                        offer.nameServers().stream().map(Inet4::format).toList(),
                        Optional.empty(),
                        ""));
    }

    @Override
    public Fetched fetch(String vm, String url) {
        return new GuestWeb(machine).fetch(vm, url);
    }

    @Override
    public Machine build(GuestSpec inside) {
        return SshGuest.machineOf(machine, inside);
    }

    @Override
    public void serve(String vm, Machine inside, HostKeys keys) {
        insides.serve(vm, SshGuest.of(machine, inside, keys));
    }

    @Override
    public void serve(String vm, GuestSpec inside, long keySeed) {
        insides.serve(vm, inside, keySeed);
    }

    @Override
    public void fallSilent(Station station) {
        clients.fallSilent(station);
        Optional.ofNullable(present.remove(station)).ifPresent(ends::disappear);
        Optional.ofNullable(reached.remove(station)).ifPresent(peer -> {
            network.disappear(peer);
            insides.fallSilent(station.vm());
            wire.detach(Inet4.format(peer.address()));
        });
    }

    @Override
    public void leave(Station station) {
        fallSilent(station);
        clients.leave(station);
        insides.powerOff(station.vm());
    }
}
