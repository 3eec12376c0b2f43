package io.vmm4j.testkit.internal.hypervisor;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Inet4;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.vmd.GuestNetwork;
import io.vmm4j.testkit.internal.wire.Wire;

/** Guests as peers of the machine's network: who has an address answers, who is on a switch is heard by it. */
final class GuestPeers implements GuestNetwork {

    private final Machine machine;
    private final Network network;
    private final Wire wire;

    GuestPeers(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.wire = Wire.of(machine);
    }

    @Override
    public void appear(Station station) {
        station.address().ifPresent(address -> {
            network.appear(peer(station, address));
            wire.attach(Inet4.format(address));
        });
        network.interfaces()
                .hear(station.tap(), station.lladdr(), machine.timeline().now());
    }

    @Override
    public void disappear(Station station) {
        station.address().ifPresent(address -> {
            network.disappear(peer(station, address));
            wire.detach(Inet4.format(address));
        });
    }

    private static Network.Peer peer(Station station, int address) {
        return new Network.Peer(station.tap().name(), station.lladdr(), address);
    }
}
