package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Protocols;
import io.vmm4j.testkit.internal.rc.Resolver;
import java.util.Optional;

/** Who answers the names that guests ask for. To be used with the lock of the machine's timeline held. */
public final class NameService {

    private static final int DOMAIN = 53;
    private static final int SOME_PORT = 40_053;

    private final Machine machine;
    private final Network network;
    private final Forwarding forwarding;

    /** That of this machine. */
    public NameService(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.forwarding = Forwarding.of(machine);
    }

    /** Whether a guest's query is answered. */
    public boolean answers(GuestEnds.End guest) {
        Optional<Integer> server = nameServer(guest);
        if (server.isEmpty()) {
            return false;
        }
        PfPacket query = query(guest.address(), server.get());
        Outcome outcome = new GuestTraffic(machine).send(guest, query);
        if (outcome instanceof Outcome.Local local) {
            return isAnsweredHere(local.packet());
        }
        return outcome instanceof Outcome.Left left && isAnsweredOutside(left);
    }

    /** What a name server tells a program of the machine. */
    enum Reply {
        /** It knows, or has asked others. */
        RESOLVED,
        /** It could not ask others. */
        SERVFAIL,
        /** It does not answer this one. */
        REFUSED,
        /** Nothing comes back. */
        SILENCE
    }

    /**
     * What the machine's own question to a name server comes to.
     *
     * @param known whether every name server knows the name without asking others
     */
    Reply ask(int server, boolean known) {
        Optional<Integer> own = network.isOwn(server) ? Optional.of(server) : ownTowards(server);
        if (own.isEmpty()) {
            return Reply.SILENCE;
        }
        Outcome outcome = forwarding.send(query(own.get(), server));
        if (outcome instanceof Outcome.Left left) {
            return isAnsweredOutside(left) ? Reply.RESOLVED : Reply.SILENCE;
        }
        if (!(outcome instanceof Outcome.Local local)) {
            return Reply.SILENCE;
        }
        PfPacket heard = local.packet();
        Resolver resolver = Resolver.of(machine);
        if (!resolver.hears(heard.destination().inet(), heard.destinationPort())) {
            return Reply.SILENCE;
        }
        if (!resolver.serves(heard.source().inet(), heard.destination().inet(), heard.destinationPort())) {
            return Reply.REFUSED;
        }
        return known || isAnsweredHere(heard) ? Reply.RESOLVED : Reply.SERVFAIL;
    }

    private static PfPacket query(int from, int to) {
        return new PfPacket(Protocols.UDP, IpAddress.of(from), SOME_PORT, IpAddress.of(to), DOMAIN, 0, 0, 0);
    }

    /** What dhcpd(8) told it; for a guest that has its address from elsewhere the host's end of its network. */
    private Optional<Integer> nameServer(GuestEnds.End guest) {
        if (guest.lease().isPresent()) {
            return guest.lease().get().nameServers().stream().findFirst();
        }
        Optional<NetInterface> tap = network.interfaces().find(guest.tap());
        Optional<NetInterface> gateway = tap.flatMap(NetInterface::master)
                .map(master ->
                        network.interfaces().onSwitch(master, guest.address()).flatMap(network.interfaces()::find))
                .orElse(tap);
        return gateway.flatMap(device -> device.addresses().stream().findFirst())
                .map(IfAddress::address);
    }

    private boolean isAnsweredHere(PfPacket query) {
        Resolver resolver = Resolver.of(machine);
        if (!resolver.serves(query.source().inet(), query.destination().inet(), query.destinationPort())) {
            return false;
        }
        return resolver.forwarders().stream().anyMatch(this::isReachable);
    }

    private boolean isReachable(int forwarder) {
        Optional<Integer> own = ownTowards(forwarder);
        return own.isPresent()
                && forwarding.send(query(own.get(), forwarder)) instanceof Outcome.Left left
                && isAnsweredOutside(left);
    }

    private Optional<Integer> ownTowards(int address) {
        return network.routes()
                .find(address, 0)
                .flatMap(route -> network.interfaces().find(route.device()))
                .flatMap(device -> device.addresses().stream().findFirst())
                .map(IfAddress::address);
    }

    /** Answers come back to the addresses that the host has there, and only public servers answer. */
    private boolean isAnsweredOutside(Outcome.Left left) {
        boolean egress = network.interfaces()
                .find(left.device())
                .filter(device -> device.groups().contains("egress"))
                .isPresent();
        return egress
                && left.packet().destinationPort() == DOMAIN
                && network.isOwn(left.packet().source().inet());
    }
}
