package io.vmm4j.testkit.internal.net;

import io.vmm4j.testkit.internal.kernel.Machine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The network of a machine: its interfaces, its taps, its neighbours, and who answers behind them. To be used with the lock of the
 * machine's timeline held.
 */
public final class Network {

    private final Machine machine;
    private final Interfaces interfaces;
    private final Taps taps;
    private final Neighbours neighbours;
    private final Routes routes;
    private final List<Peer> peers = new ArrayList<>();

    private Network(Machine machine) {
        this.machine = machine;
        this.interfaces = new Interfaces(new Random(machine.random().nextLong()));
        this.taps = new Taps(interfaces, path -> machine.files().exists(path));
        this.neighbours = new Neighbours(interfaces, machine.timeline()::now);
        this.routes = new Routes(interfaces);
    }

    /** The network of this machine. */
    public static Network of(Machine machine) {
        return machine.part(Network.class, Network::new);
    }

    /**
     * Somebody who answers on the network.
     *
     * @param device the machine's interface behind which it is
     * @param lladdr its link-layer address
     * @param address its IPv4 address
     */
    public record Peer(String device, Lladdr lladdr, int address) {}

    /** Attaches what every machine has from boot: its interfaces and its default route. */
    public void boot() {
        BaseInterfaces.attach(interfaces);
        routes.add(0, 0, BaseInterfaces.GATEWAY, 0);
    }

    /** Is as it was when the machine was booted: the interfaces that every machine has, no neighbours. */
    public void restart() {
        interfaces.clear();
        neighbours.clear();
        routes.clear();
        boot();
    }

    /** The interfaces. */
    public Interfaces interfaces() {
        return interfaces;
    }

    /** The tap(4) devices. */
    public Taps taps() {
        return taps;
    }

    /** The ARP table. */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** The routing table. */
    public Routes routes() {
        return routes;
    }

    /** Somebody answers from now on. */
    public void appear(Peer peer) {
        peers.remove(peer);
        peers.add(peer);
    }

    /** Who answers. */
    public List<Peer> peers() {
        return List.copyOf(peers);
    }

    /** Somebody does not answer any more. */
    public void disappear(Peer peer) {
        peers.remove(peer);
    }

    /**
     * Talks to an address, as ping(8) or a connection does: who answers becomes a neighbour.
     *
     * @return who answers
     */
    public Optional<Peer> contact(int address) {
        Optional<Peer> found = peers.stream()
                .filter(peer -> peer.address() == address && reaches(peer))
                .findFirst();
        found.ifPresent(peer -> {
            neighbours.learn(address, peer.lladdr(), peer.device());
            interfaces.find(peer.device()).ifPresent(device -> talk(device, peer));
        });
        return found;
    }

    /** A switch between the two hears both. */
    private void talk(NetInterface device, Peer peer) {
        Instant now = machine.timeline().now();
        device.lladdr().ifPresent(lladdr -> interfaces.hear(device, lladdr, now));
        device.master()
                .flatMap(interfaces::find)
                .flatMap(master -> master.stations().stream()
                        .filter(station -> station.lladdr().equals(peer.lladdr()))
                        .findFirst())
                .flatMap(station -> interfaces.find(station.port()))
                .ifPresent(port -> interfaces.hear(port, peer.lladdr(), now));
    }

    /** Whether it is an address of the machine's own. */
    public boolean isOwn(int address) {
        return interfaces
                .all()
                .anyMatch(device ->
                        device.is(IfFlag.UP) && device.addresses().stream().anyMatch(own -> own.address() == address));
    }

    private boolean reaches(Peer peer) {
        return interfaces
                .find(peer.device())
                .filter(device -> device.is(IfFlag.UP))
                .isPresent();
    }

    /** The machine it belongs to. */
    public Machine machine() {
        return machine;
    }
}
