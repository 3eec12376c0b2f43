package io.vmm4j.host.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Which addresses the host has spoken to, and at which lladdrs. arp(8). */
record ArpTable(List<Entry> entries) {

    /**
     * A neighbour.
     *
     * @param address its IPv4 address
     * @param lladdr its link-layer address
     */
    record Entry(String address, String lladdr) {}

    static ArpTable parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split("\\s+", -1);
            if (words.length >= 2 && words[1].matches("[0-9a-f:]{17}")) {
                entries.add(new Entry(words[0], words[1]));
            }
        }
        return new ArpTable(List.copyOf(entries));
    }

    /** The addresses at these, in the order of the table. */
    List<String> at(Collection<String> lladdrs) {
        return entries.stream()
                .filter(entry -> lladdrs.contains(entry.lladdr()))
                .map(Entry::address)
                .toList();
    }
}
