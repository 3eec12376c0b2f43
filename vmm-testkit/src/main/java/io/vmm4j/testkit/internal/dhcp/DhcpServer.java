package io.vmm4j.testkit.internal.dhcp;

import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Host;
import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Range;
import io.vmm4j.testkit.internal.dhcp.DhcpdConf.Subnet;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.net.IfAddress;
import io.vmm4j.testkit.internal.net.IfFlag;
import io.vmm4j.testkit.internal.net.Lladdr;
import io.vmm4j.testkit.internal.net.NetInterface;
import io.vmm4j.testkit.internal.net.Network;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The dhcpd(8) of a machine as its clients see it: it serves the interfaces that it found when it was started, by what its file said
 * then. To be used with the lock of the machine's timeline held.
 *
 * <p>Leases are neither renewed nor released. That the lowest free address is given first is not verified against a real one. An
 * address that somebody else answers from is passed over, and not marked as abandoned.
 */
public final class DhcpServer {

    private static final String ROUTERS = "routers";
    private static final String NAME_SERVERS = "domain-name-servers";

    private final Machine machine;
    private final Network network;
    private final List<Runnable> watchers = new ArrayList<>();
    private Optional<Service> service = Optional.empty();

    private DhcpServer(Machine machine) {
        this.machine = machine;
        this.network = Network.of(machine);
    }

    /** That of this machine; it does not run yet. */
    public static DhcpServer of(Machine machine) {
        return machine.part(DhcpServer.class, DhcpServer::new);
    }

    /**
     * What it works with while it runs.
     *
     * @param conf what its file said
     * @param leases whom it has given what
     * @param listening the interfaces; one that is made anew is another
     */
    record Service(DhcpdConf conf, Leases leases, List<NetInterface> listening) {}

    /** Whether it runs. */
    public boolean isRunning() {
        return service.isPresent();
    }

    void start(Service started) {
        service = Optional.of(started);
        watchers.forEach(Runnable::run);
    }

    /** It ends. */
    public void stop() {
        service = Optional.empty();
    }

    /** Has this done whenever it starts. */
    public void whenStarted(Runnable task) {
        watchers.add(task);
    }

    /**
     * What a client is offered that asks for an address.
     *
     * @param device the machine's interface that hears it
     * @param lladdr the client
     * @return empty if nobody answers
     */
    public Optional<Offer> discover(NetInterface device, Lladdr lladdr) {
        return service.filter(running -> isThere(device) && running.listening().contains(device))
                .flatMap(running -> discover(running, device, lladdr));
    }

    private boolean isThere(NetInterface device) {
        return device.is(IfFlag.UP)
                && network.interfaces()
                        .find(device.name())
                        .filter(found -> found == device)
                        .isPresent();
    }

    private Optional<Offer> discover(Service running, NetInterface device, Lladdr lladdr) {
        List<Subnet> subnets = subnetsOf(running.conf(), device);
        List<Host> known = running.conf().hostsOf(lladdr);
        Optional<Offer> fixed = known.stream()
                .flatMap(host -> host.fixed().stream()
                        .flatMap(address -> subnets.stream()
                                .filter(subnet -> subnet.contains(address))
                                .map(subnet -> offer(address, subnet, Optional.of(host), Optional.empty()))))
                .findFirst();
        return fixed.or(() -> fromRange(running.leases(), subnets, known, lladdr));
    }

    private Optional<Offer> fromRange(Leases leases, List<Subnet> subnets, List<Host> known, Lladdr lladdr) {
        Optional<Host> host = known.stream().findFirst();
        return subnets.stream()
                .filter(subnet -> host.isPresent() || subnet.scope().servesUnknown())
                .flatMap(subnet -> choose(leases, subnet, lladdr).stream()
                        .mapToObj(address -> offer(
                                address,
                                subnet,
                                host,
                                Optional.of(subnet.scope().lease()))))
                .findFirst();
    }

    /**
     * A client takes what it was offered.
     *
     * @param lladdr the client
     * @param hostname what it calls itself, empty for nothing
     */
    public void request(Offer offer, Lladdr lladdr, String hostname) {
        Instant now = machine.timeline().now();
        if (service.isPresent() && offer.lease().isPresent()) {
            Lease lease = new Lease(offer.address(), now, now.plus(offer.lease().get()), lladdr, hostname);
            try {
                service.get().leases().give(lease);
            } catch (SystemError e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** All of the shared network that the interface's first address with a network is on. */
    private static List<Subnet> subnetsOf(DhcpdConf conf, NetInterface device) {
        Optional<String> shared = sharedNetwork(conf, device);
        return conf.subnets().stream()
                .filter(subnet -> shared.filter(subnet.shared()::equals).isPresent())
                .toList();
    }

    static Optional<String> sharedNetwork(DhcpdConf conf, NetInterface device) {
        return device.addresses().stream()
                .map(IfAddress::address)
                .flatMap(address -> conf.subnetOf(address).stream())
                .map(Subnet::shared)
                .findFirst();
    }

    private static Offer offer(int address, Subnet subnet, Optional<Host> host, Optional<Duration> lease) {
        List<Integer> routers = option(ROUTERS, subnet, host);
        return new Offer(
                address,
                subnet.mask(),
                routers.isEmpty() ? OptionalInt.empty() : OptionalInt.of(routers.get(0)),
                option(NAME_SERVERS, subnet, host),
                lease);
    }

    private static List<Integer> option(String name, Subnet subnet, Optional<Host> host) {
        return host.map(each -> each.scope().addresses(name))
                .filter(values -> !values.isEmpty())
                .orElseGet(() -> subnet.scope().addresses(name));
    }

    /** What the client had, or what nobody has had, or what nobody has any more. */
    private OptionalInt choose(Leases leases, Subnet subnet, Lladdr lladdr) {
        Instant now = machine.timeline().now();
        IntStream candidates = Stream.of(
                        leases.of(lladdr).mapToInt(Lease::address),
                        addresses(subnet).filter(address -> leases.find(address).isEmpty()),
                        addresses(subnet))
                .flatMapToInt(each -> each);
        return candidates
                .filter(address -> subnet.ranges().stream().anyMatch(range -> isIn(range, address)))
                .filter(address -> !leases.isTaken(address, lladdr, now))
                .filter(address -> !isSomebodyElse(address, lladdr))
                .findFirst();
    }

    private static IntStream addresses(Subnet subnet) {
        return subnet.ranges().stream()
                .flatMapToInt(range ->
                        IntStream.rangeClosed(0, range.last() - range.first()).map(offset -> range.first() + offset));
    }

    private static boolean isIn(Range range, int address) {
        return Integer.compareUnsigned(address, range.first()) >= 0
                && Integer.compareUnsigned(address, range.last()) <= 0;
    }

    private boolean isSomebodyElse(int address, Lladdr lladdr) {
        return network.isOwn(address)
                || network.peers().stream()
                        .anyMatch(peer ->
                                peer.address() == address && !peer.lladdr().equals(lladdr));
    }
}
