package io.vmm4j.pf.internal;

import io.vmm4j.host.Finding;
import io.vmm4j.internal.ArpTable;
import io.vmm4j.pf.FixedGuest;
import io.vmm4j.pf.RoutedNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether guests have the addresses that are fixed for them. dhcpd(8) notes those in no file, so what shows it is who answers there:
 * the ARP table of the host. Not thread safe.
 */
final class FixedAddresses {

    private final ArpTable arp;
    private final String port;
    private final List<String> right = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();

    private FixedAddresses(ArpTable arp, String port) {
        this.arp = arp;
        this.port = port;
    }

    /**
     * Looks.
     *
     * @param port the host's interface on the network
     */
    static Finding look(RoutedNetwork network, String port, ArpTable arp) {
        FixedAddresses addresses = new FixedAddresses(arp, port);
        network.guests().forEach(addresses::look);
        if (!addresses.wrong.isEmpty()) {
            return Finding.no(String.join("\n", addresses.wrong));
        }
        String evidence = String.join("\n", addresses.right);
        if (addresses.unseen.isEmpty()) {
            return Finding.yes(evidence);
        }
        String rest = "the host has not talked to " + String.join(", ", addresses.unseen);
        return Finding.unknown(evidence.isEmpty() ? rest : evidence + "\n" + rest);
    }

    private void look(FixedGuest guest) {
        String lladdr = guest.mac().toString();
        String fixed = guest.vm() + " " + guest.address();
        Optional<String> holder = arp.entries().stream()
                .filter(entry ->
                        entry.interfaceName().equals(port) && entry.address().equals(guest.address()))
                .map(ArpTable.Entry::lladdr)
                .findFirst();
        Optional<ArpTable.Entry> elsewhere = arp.entries().stream()
                .filter(entry -> entry.interfaceName().equals(port)
                        && entry.lladdr().equals(lladdr)
                        && !entry.address().equals(guest.address()))
                .findFirst();
        if (holder.filter(lladdr::equals).isPresent()) {
            right.add(fixed + " at " + lladdr);
        } else if (holder.isPresent()) {
            wrong.add(guest.address() + " is at " + holder.get() + ", not at " + lladdr + " of " + guest.vm());
        } else if (elsewhere.isPresent()) {
            wrong.add(guest.vm() + " has " + elsewhere.get().address() + ", not " + guest.address());
        } else {
            unseen.add(fixed);
        }
    }
}
