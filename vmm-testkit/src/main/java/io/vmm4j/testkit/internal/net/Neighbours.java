package io.vmm4j.testkit.internal.net;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The ARP table: arp(4). To be used with the lock of the machine's timeline held. */
public final class Neighbours {

    private static final Duration LIFETIME = Duration.ofMinutes(20);

    private final Interfaces interfaces;
    private final Supplier<Instant> now;
    private final Map<Integer, Entry> entries = new HashMap<>();

    /** A table that knows only the machine's own addresses. */
    public Neighbours(Interfaces interfaces, Supplier<Instant> now) {
        this.interfaces = interfaces;
        this.now = now;
    }

    /** How long an entry stays. */
    public sealed interface Term {

        /** One of the machine's own addresses. */
        record Local() implements Term {}

        /** Set by hand, for good. */
        record Static() implements Term {}

        /** Learnt, until then. */
        record Until(Instant end) implements Term {}
    }

    /**
     * A line of the table.
     *
     * @param address the IPv4 address
     * @param lladdr the link-layer address; empty if nobody answered
     * @param device the interface
     * @param term how long it stays
     */
    public record Entry(int address, Optional<Lladdr> lladdr, String device, Term term) {}

    /** Forgets all of them. */
    void clear() {
        entries.clear();
    }

    /** Adds or replaces a line. */
    public void put(Entry entry) {
        entries.put(entry.address(), entry);
    }

    /** Notes that a neighbour has answered. */
    public void learn(int address, Lladdr lladdr, String device) {
        put(new Entry(
                address, Optional.of(lladdr), device, new Term.Until(now.get().plus(LIFETIME))));
    }

    /** Removes a line; false if there is none that can be removed. */
    public boolean delete(int address) {
        return entries.remove(address) != null;
    }

    /** The lines, by address; those of interfaces that are gone are gone too. */
    public List<Entry> all() {
        entries.values().removeIf(entry -> interfaces.find(entry.device()).isEmpty());
        List<Entry> all = new ArrayList<>(entries.values());
        interfaces
                .all()
                .filter(each -> each.lladdr().isPresent())
                .forEach(each -> each.addresses().stream()
                        .map(address -> new Entry(address.address(), each.lladdr(), each.name(), new Term.Local()))
                        .forEach(all::add));
        all.sort(Comparator.comparingLong(entry -> Integer.toUnsignedLong(entry.address())));
        return all;
    }

    /** The line of an address. */
    public Optional<Entry> find(int address) {
        return all().stream().filter(entry -> entry.address() == address).findFirst();
    }
}
