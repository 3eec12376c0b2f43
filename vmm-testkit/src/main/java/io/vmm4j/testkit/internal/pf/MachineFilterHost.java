package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.FilterHost;
import io.vmm4j.testkit.internal.pf.rule.Family;
import io.vmm4j.testkit.internal.pf.rule.Host.Modifier;
import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** The interfaces and routes of a machine, as its filter sees them. */
final class MachineFilterHost implements FilterHost {

    private final Machine machine;
    private final Network network;
    private final Random random;

    MachineFilterHost(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
        this.random = new Random(machine.random().nextLong());
    }

    static Stream<NetInterface> interfaces(Network network, String name) {
        return network.interfaces()
                .all()
                .filter(each -> name.equals("self")
                        || each.name().equals(name)
                        || each.groups().contains(name));
    }

    static List<Prefix> addresses(Network network, String name, Set<Modifier> modifiers) {
        List<Prefix> found = new ArrayList<>();
        interfaces(network, name).forEach(each -> {
            boolean first = modifiers.contains(Modifier.NO_ALIAS);
            each.addresses().stream().limit(first ? 1 : Long.MAX_VALUE).forEach(own -> add(found, own, modifiers));
            if (!modifiers.contains(Modifier.BROADCAST) && !modifiers.contains(Modifier.PEER)) {
                each.addresses6().stream()
                        .limit(first ? 1 : Long.MAX_VALUE)
                        .map(own -> new Prefix(
                                IpAddress.of(own.address()), modifiers.contains(Modifier.NETWORK) ? own.length() : 128))
                        .forEach(found::add);
            }
        });
        return found;
    }

    private static void add(List<Prefix> found, IfAddress own, Set<Modifier> modifiers) {
        if (modifiers.contains(Modifier.NETWORK)) {
            found.add(new Prefix(IpAddress.of(own.address()), Integer.bitCount(own.mask())));
        } else if (modifiers.contains(Modifier.BROADCAST)) {
            if (own.broadcast() != 0) {
                found.add(Prefix.of(IpAddress.of(own.broadcast())));
            }
        } else if (!modifiers.contains(Modifier.PEER)) {
            found.add(Prefix.of(IpAddress.of(own.address())));
        } else if (own.destination() != 0) {
            found.add(Prefix.of(IpAddress.of(own.destination())));
        }
    }

    @Override
    public List<Prefix> addresses(String name, Set<Modifier> modifiers) {
        return addresses(network, name, modifiers);
    }

    @Override
    public boolean isCalled(String device, String name) {
        return device.equals(name)
                || network.interfaces()
                        .find(device)
                        .filter(each -> each.groups().contains(name))
                        .isPresent();
    }

    @Override
    public int rdomain(String device) {
        return network.interfaces().find(device).map(NetInterface::rdomain).orElse(0);
    }

    @Override
    public boolean hasRoute(IpAddress address) {
        return address.family() == Family.INET6
                || network.routes().find(address.inet(), 0).isPresent();
    }

    @Override
    public Instant now() {
        return machine.timeline().now();
    }

    @Override
    public int random(int bound) {
        return random.nextInt(bound);
    }
}
