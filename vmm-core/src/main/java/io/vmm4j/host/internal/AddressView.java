package io.vmm4j.host.internal;

import io.vmm4j.GuestAddress;
import io.vmm4j.GuestAddress.Source;
import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmStatus;
import io.vmm4j.exec.Answers;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.rights.RootReads;
import io.vmm4j.internal.ArpTable;
import io.vmm4j.operation.Waiter.Look;
import io.vmm4j.plan.FileContent;
import io.vmm4j.vmconf.InterfaceDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmconf.VmDefinition;
import io.vmm4j.vmctl.StatusTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that a host knows of its guests' addresses, asked for in one round trip. What only root may read is not asked of root: a file
 * that cannot be read, or is not there, tells nothing.
 *
 * @param status what vmd(8) runs
 * @param interfaces the host's interfaces
 * @param switches the same for switches, with what they have seen
 * @param arp whom the host has spoken to
 * @param leases what dhcpd(8) has given away
 * @param fixed what it always gives to the same machines
 * @param now the host's own time
 * @param conf vm.conf(5), without what it includes
 */
record AddressView(
        StatusTable status,
        TapTable interfaces,
        TapTable switches,
        ArpTable arp,
        DhcpLeases leases,
        FixedHosts fixed,
        Instant now,
        String conf) {

    private static final int FIRST = 0;
    private static final int OCTET = 0xff;

    /** A switch shows what it has seen only when it is asked for by name. */
    private static final String SWITCHES =
            "ifconfig | sed -n 's/^\\(veb[0-9]*\\): .*/\\1/p; s/^\\(bridge[0-9]*\\): .*/\\1/p'"
                    + " | while read -r i; do ifconfig \"$i\" </dev/null; done";

    static AddressView look(HostContext context) {
        CommandExecutor executor = context.executor();
        Query<StatusTable> status = context.vmctl().status();
        Query<String> interfaces = output("ifconfig");
        Query<String> switches = output("sh", "-c", SWITCHES);
        Query<String> arp = output("arp", "-an");
        Query<String> leases = output("cat", "/var/db/dhcpd.leases");
        Query<String> dhcpd = output("cat", "/etc/dhcpd.conf");
        Query<String> now = output("date", "-u", "+%s");
        Query<String> conf = output(RootReads.CONFIGURATION.toArray(String[]::new));
        Answers answers = Query.askAll(executor, status, interfaces, switches, arp, leases, dhcpd, now, conf);
        return new AddressView(
                answers.to(status),
                TapTable.parse(answers.to(interfaces)),
                TapTable.parse(answers.to(switches)),
                ArpTable.parse(answers.to(arp)),
                DhcpLeases.parse(answers.to(leases)),
                FixedHosts.parse(answers.to(dhcpd)),
                time(answers.to(now)),
                answers.to(conf));
    }

    private static Query<String> output(String... argv) {
        return new Query<>(Command.read(argv), answer -> answer.result().stdout());
    }

    /** Without a time no lease is trusted to be valid still. */
    private static Instant time(String seconds) {
        return seconds.strip().matches("\\d{1,12}")
                ? Instant.ofEpochSecond(Long.parseLong(seconds.strip()))
                : Instant.MAX;
    }

    /** The row of a VM, whether or not it runs. */
    Optional<VmStatus> find(VmName name) {
        return status.find(name);
    }

    /** The address of the first interface of a VM, or why it is not known. */
    Look<GuestAddress> addressOf(VmName name) {
        Optional<VmStatus> vm = find(name).filter(VmStatus::isRunning);
        if (vm.isEmpty()) {
            return Look.notYet(Addresses.NOT_RUNNING);
        }
        VmId id = vm.get().id();
        Optional<TapTable.Interface> tap = interfaces.tapOf(id, FIRST);
        if (tap.isEmpty()) {
            return Look.notYet("no tap is described as its first interface");
        }
        String device = tap.get().name();
        Optional<String> host = tap.get().inet();
        if (host.isPresent()) {
            return local(id, host.get(), device);
        }
        return interfaces
                .switchOf(device)
                .map(attached -> onSwitch(name, attached.name(), device))
                .orElseGet(() -> Look.notYet(device + " has no address and is on no switch"));
    }

    /**
     * The address above that of the tap. vmd(8) makes the latter of its prefix, the VM's id and the number of the interface; one that
     * does not hold these was given by somebody else, and the guest has another.
     */
    private static Look<GuestAddress> local(VmId id, String host, String tap) {
        int bits = Ipv4Address.of(host).bits();
        int number = 2 * (FIRST + 1);
        int shifted = (int) (id.value() << 8);
        if ((bits & OCTET) != number || (bits & shifted) != shifted) {
            return Look.notYet(tap + " has the address " + host + ", which vmd(8) does not give to VM " + id);
        }
        return Look.found(new GuestAddress(new Ipv4Address(bits).plus(1).toString(), Source.LOCAL_INTERFACE, tap));
    }

    private Look<GuestAddress> onSwitch(VmName name, String switchName, String tap) {
        Set<String> lladdrs = new LinkedHashSet<>();
        lladdr(name).ifPresent(lladdrs::add);
        lladdrs.addAll(switches.cachedBehind(tap));
        if (lladdrs.isEmpty()) {
            return Look.notYet(switchName + " has seen no lladdr on " + tap);
        }
        List<String> spokenTo = arp.entries().stream()
                .filter(entry -> lladdrs.contains(entry.lladdr()))
                .map(entry -> entry.address().toString())
                .toList();
        List<GuestAddress> given = new ArrayList<>();
        fixed.of(lladdrs).ifPresent(address -> given.add(new GuestAddress(address, Source.DHCP_HOST, tap)));
        leases.newestOf(lladdrs, now)
                .ifPresent(address -> given.add(new GuestAddress(address, Source.DHCP_LEASE, tap)));
        // A lease from before the host block was written may still be in use: whom the host has spoken to decides.
        return Stream.of(
                        given.stream().filter(guest -> spokenTo.contains(guest.address())),
                        given.stream(),
                        spokenTo.stream().map(address -> new GuestAddress(address, Source.ARP, tap)))
                .flatMap(addresses -> addresses)
                .findFirst()
                .map(Look::found)
                .orElseGet(() -> Look.notYet(
                        "the host has neither a lease nor an ARP entry for " + String.join(" or ", lladdrs)));
    }

    /** What vm.conf(5) gives its first interface. */
    private Optional<String> lladdr(VmName name) {
        try {
            return VmConf.reader()
                    .keepingUnknown()
                    .read("/etc/vm.conf", FileContent.of(conf).bytes())
                    .vm(name.value())
                    .map(found -> found.value())
                    .map(VmDefinition::interfaces)
                    .flatMap(all -> all.stream().findFirst())
                    .flatMap(InterfaceDefinition::lladdr);
        } catch (VmConfSyntaxException | InvalidValueException e) {
            return Optional.empty();
        }
    }
}
