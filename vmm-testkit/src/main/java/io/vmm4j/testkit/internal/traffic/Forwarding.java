package io.vmm4j.testkit.internal.traffic;

import io.vmm4j.testkit.PacketFate.Reason;
import io.vmm4j.testkit.PacketFate.Way;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.Cloner;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.net.Route;
import io.vmm4j.testkit.internal.pf.PacketFilters;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter.Tagged;
import io.vmm4j.testkit.internal.pf.filter.PfPacket;
import io.vmm4j.testkit.internal.pf.filter.Verdict;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import java.util.Optional;

/**
 * Takes IPv4 packets through a machine. Members of a bridge(4) are filtered, ports of a veb(4) only if it has {@code link1}. To be used with the lock of the machine's
 * timeline held.
 */
public final class Forwarding {

    private static final String FORWARDING = "net.inet.ip.forwarding";
    private static final int LOOPBACK_NET = 127;

    private final Machine machine;
    private final Network network;
    private final PacketFilter filter;
    private final GuestEnds guests;

    private Forwarding(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.filter = PacketFilters.of(machine);
        this.guests = GuestEnds.of(machine);
    }

    /** The way of packets through this machine. */
    public static Forwarding of(Machine machine) {
        return machine.part(Forwarding.class, Forwarding::new);
    }

    /** A packet that one of the machine's own programs sends. */
    public Outcome send(PfPacket packet) {
        Tagged tag = new Tagged();
        if (isOwn(packet.destination())) {
            Step out = filter(packet, Way.OUT, "lo0", "", tag);
            return out.blocked().orElseGet(() -> {
                Step in = filter(out.packet(), Way.IN, "lo0", "", tag);
                return in.blocked().orElse(new Outcome.Local(in.packet(), "lo0"));
            });
        }
        Optional<Route> route = network.routes().find(packet.destination().inet(), 0);
        return route.isEmpty()
                ? new Outcome.Gone(Reason.NO_ROUTE)
                : leave(packet, route.get().device(), "", tag);
    }

    /** A packet that comes in through an interface. */
    public Outcome arrive(PfPacket packet, String device) {
        Optional<NetInterface> at = up(device);
        if (at.isEmpty()) {
            return new Outcome.Gone(Reason.NO_INTERFACE);
        }
        Tagged tag = new Tagged();
        Optional<NetInterface> master = at.get().master().flatMap(network.interfaces()::find);
        if (master.isEmpty() || isPortOfHost(at.get())) {
            return input(packet, device, tag);
        }
        Step member = filtersMembers(master.get()) ? filter(packet, Way.IN, device, "", tag) : Step.passed(packet);
        return member.blocked().orElseGet(() -> onSwitch(member.packet(), master.get(), at.get(), tag));
    }

    /** Whether a packet passes a member of a switch on its way between a guest and a program of the machine that uses bpf(4). */
    public boolean passesMember(PfPacket packet, NetInterface tap, Way way) {
        Optional<NetInterface> master = tap.master().flatMap(network.interfaces()::find);
        return master.filter(Forwarding::filtersMembers).isEmpty()
                || filter(packet, way, tap.name(), "", new Tagged()).blocked().isEmpty();
    }

    private Optional<NetInterface> up(String device) {
        return network.interfaces().find(device).filter(each -> each.is(IfFlag.UP));
    }

    private static boolean filtersMembers(NetInterface device) {
        return device.cloner()
                .filter(kind -> kind == Cloner.BRIDGE || (kind == Cloner.VEB && device.is(IfFlag.LINK1)))
                .isPresent();
    }

    /** Whether it is how the host itself takes part in a switch. */
    private static boolean isPortOfHost(NetInterface device) {
        return device.cloner()
                .filter(kind -> kind == Cloner.VPORT || kind == Cloner.VETHER)
                .isPresent();
    }

    /** From one member of a switch to another, or to the host. */
    private Outcome onSwitch(PfPacket packet, NetInterface master, NetInterface from, Tagged tag) {
        int address = packet.destination().inet();
        Optional<String> neighbour = guests.withAddress(address)
                .map(GuestEnds.End::tap)
                .filter(tap -> !tap.equals(from.name()) && master.members().contains(tap));
        if (neighbour.isPresent()) {
            return toMember(packet, neighbour.get(), master, from.name(), tag);
        }
        // Who is not on the network of the switch comes from a router on it, and knows the lladdr by the address.
        Optional<String> own = network.interfaces()
                .onSwitch(master.name(), packet.source().inet())
                .or(() -> isOwn(packet.destination())
                        ? network.interfaces().onSwitch(master.name(), address)
                        : Optional.empty());
        if (own.isPresent() && isOwn(packet.destination())) {
            return input(packet, own.get(), tag);
        }
        Optional<String> uplink = master.members().stream()
                .filter(member -> !member.equals(from.name()) && isUplink(member))
                .findFirst();
        if (uplink.isPresent()) {
            return toMember(packet, uplink.get(), master, from.name(), tag);
        }
        return own.isPresent() ? input(packet, own.get(), tag) : new Outcome.Gone(Reason.NOBODY_THERE);
    }

    /** What a port of the host on a switch with a card sends leaves by the card. */
    private Optional<String> uplinkOf(NetInterface device) {
        return network.interfaces().cardOf(device).map(NetInterface::name).filter(name -> !name.equals(device.name()));
    }

    private boolean isUplink(String member) {
        return network.interfaces()
                .find(member)
                .filter(each -> each.cloner().isEmpty())
                .isPresent();
    }

    private Outcome toMember(PfPacket packet, String member, NetInterface master, String receivedOn, Tagged tag) {
        if (!filtersMembers(master)) {
            return new Outcome.Left(packet, member);
        }
        Step out = filter(packet, Way.OUT, member, receivedOn, tag);
        return out.blocked().orElse(new Outcome.Left(out.packet(), member));
    }

    /** Through the filter to the host, or on to where it is routed. */
    private Outcome input(PfPacket packet, String device, Tagged tag) {
        Step in = filter(packet, Way.IN, device, "", tag);
        return in.blocked().orElseGet(() -> {
            if (in.diverted()
                    || isOwn(in.packet().destination())
                    || isLoopback(in.packet().destination())) {
                return new Outcome.Local(in.packet(), device);
            }
            if (!machine.sysctls().get(FORWARDING).orElse("0").equals("1")) {
                return new Outcome.Gone(Reason.NOT_FORWARDED);
            }
            int rdomain =
                    network.interfaces().find(device).map(NetInterface::rdomain).orElse(0);
            Optional<Route> route =
                    network.routes().find(in.packet().destination().inet(), in.rtable(rdomain));
            return route.isEmpty()
                    ? new Outcome.Gone(Reason.NO_ROUTE)
                    : leave(in.packet(), route.get().device(), device, tag);
        });
    }

    private Outcome leave(PfPacket packet, String device, String receivedOn, Tagged tag) {
        Step out = filter(packet, Way.OUT, device, receivedOn, tag);
        return out.blocked().orElseGet(() -> {
            Optional<NetInterface> master = network.interfaces()
                    .find(device)
                    .flatMap(NetInterface::master)
                    .flatMap(network.interfaces()::find);
            Optional<String> tap = guests.withAddress(out.packet().destination().inet())
                    .map(GuestEnds.End::tap)
                    .filter(name ->
                            master.filter(each -> each.members().contains(name)).isPresent());
            Optional<String> member =
                    tap.or(() -> network.interfaces().find(device).flatMap(this::uplinkOf));
            return member.isPresent()
                    ? toMember(out.packet(), member.get(), master.orElseThrow(), device, tag)
                    : new Outcome.Left(out.packet(), device);
        });
    }

    private boolean isOwn(IpAddress address) {
        return network.isOwn(address.inet());
    }

    private static boolean isLoopback(IpAddress address) {
        return address.inet() >>> 24 == LOOPBACK_NET;
    }

    /**
     * What one passage through the filter came to.
     *
     * @param blocked what became of the packet if it ended there
     */
    private record Step(PfPacket packet, Optional<Outcome> blocked, boolean diverted, Optional<Integer> table) {

        static Step passed(PfPacket packet) {
            return new Step(packet, Optional.empty(), false, Optional.empty());
        }

        int rtable(int usual) {
            return table.orElse(usual);
        }
    }

    private Step filter(PfPacket packet, Way way, String device, String receivedOn, Tagged tag) {
        Verdict verdict = filter.decide(packet, way == Way.IN, device, receivedOn, tag);
        if (verdict instanceof Verdict.Blocked blocked) {
            Outcome outcome = new Outcome.Filtered(blocked.rule(), blocked.refusal(), device, way);
            return new Step(packet, Optional.of(outcome), false, Optional.empty());
        }
        Verdict.Passed passed = (Verdict.Passed) verdict;
        Optional<Integer> table =
                passed.rtable().isPresent() ? Optional.of(passed.rtable().getAsInt()) : Optional.empty();
        PfPacket onward = passed.divertTo()
                .map(end -> passed.packet().to(end.address(), end.port()))
                .orElse(passed.packet());
        return new Step(onward, Optional.empty(), passed.divertTo().isPresent(), table);
    }
}
