package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts;
import io.vmm4j.testkit.internal.guest.GuestSpec;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.server.HostKeys;
import io.vmm4j.testkit.internal.vmd.GuestNetwork.Station;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The network cards of a VM that boots from its media. To be used with the lock of the timeline held. */
final class GuestCards {

    private static final int LOCAL_PREFIX = 31;

    private final GuestNetwork network;
    private final Parts parts;
    private final Supplier<List<Station>> stations;
    private final List<Station> active;

    /**
     * Cards without addresses.
     *
     * @param stations the host's ends, once they are set up
     * @param active filled with those that answer
     */
    GuestCards(GuestNetwork network, Parts parts, Supplier<List<Station>> stations, List<Station> active) {
        this.network = network;
        this.parts = parts;
        this.stations = stations;
        this.active = active;
    }

    private Optional<Station> station(int card) {
        return parts.lladdrs().size() > card
                ? stations.get().stream()
                        .filter(each ->
                                each.lladdr().toString().equals(parts.lladdrs().get(card)))
                        .findFirst()
                : Optional.empty();
    }

    private void activate(Station station) {
        List<Station> before = new ArrayList<>(active);
        before.stream().filter(each -> each.tap().equals(station.tap())).forEach(each -> {
            network.fallSilent(each);
            active.remove(each);
        });
        active.add(station);
        network.appear(station);
    }

    /** Asks for an address. A local interface is answered by vmd(8) itself. */
    Optional<Lease> ask(int card) {
        Optional<Station> station = station(card);
        station.ifPresent(this::activate);
        return station.flatMap(each -> each.address().isPresent() ? Optional.of(local(each)) : network.lease(each));
    }

    private Lease local(Station station) {
        int address = station.address().getAsInt();
        String host = Inet4.format(address - 1);
        boolean netboot = parts.order() == Parts.BootOrder.NET
                && station.lladdr().toString().equals(parts.lladdrs().get(0));
        return new Lease(
                Inet4.format(address),
                LOCAL_PREFIX,
                Optional.of(host),
                List.of(host),
                Optional.of(host),
                netboot ? "auto_install" : "");
    }

    /** Sets an address by hand. */
    void set(int card, OptionalInt address) {
        station(card).ifPresent(each -> activate(new Station(each.vm(), each.tap(), each.lladdr(), address)));
    }

    boolean hasAddress() {
        return !active.isEmpty();
    }

    Fetched fetch(String url) {
        return network.fetch(parts.vm(), url);
    }

    Machine build(GuestSpec inside) {
        return network.build(inside);
    }

    void serve(Machine inside, HostKeys keys) {
        network.serve(parts.vm(), inside, keys);
    }

    void serve(GuestSpec inside, long keySeed) {
        network.serve(parts.vm(), inside, keySeed);
    }
}
