package io.vmm4j.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import java.util.List;
import java.util.Optional;

/**
 * What {@code arp -an} prints: the stations that a host has talked to. Immutable. Lines without a link-layer address are left out.
 *
 * @param entries the stations, in the order printed
 */
public record ArpTable(List<Entry> entries) {

    private static final int LEAST_WORDS = 3;

    public ArpTable {
        entries = List.copyOf(entries);
    }

    /**
     * One station.
     *
     * @param address its address
     * @param lladdr its link-layer address, in lower case
     * @param interfaceName the host's interface behind which it is
     */
    public record Entry(Ipv4Address address, String lladdr, String interfaceName) {}

    /** Reads what was printed. */
    public static ArpTable parse(String text) {
        return new ArpTable(
                text.lines().map(ArpTable::entry).flatMap(Optional::stream).toList());
    }

    private static Optional<Entry> entry(String line) {
        String[] words = line.strip().split("\\s+", -1);
        if (words.length < LEAST_WORDS || !words[1].matches("([0-9a-f]{2}:){5}[0-9a-f]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Entry(Ipv4Address.of(words[0]), words[1], words[2]));
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }
}
