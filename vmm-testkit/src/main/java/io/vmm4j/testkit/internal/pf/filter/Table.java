package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.IpAddress;
import io.vmm4j.testkit.internal.pf.rule.Prefix;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition.Option;
import io.vmm4j.testkit.internal.pf.rule.TableEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table of addresses. */
public final class Table {

    private static final Comparator<Prefix> ORDER =
            Comparator.comparing(Prefix::address).thenComparing(Prefix::length);

    private final Set<Option> options;
    private final Map<Prefix, TableEntry> entries = new TreeMap<>(ORDER);

    Table(Set<Option> options, Collection<TableEntry> initial) {
        this.options = options.isEmpty() ? EnumSet.noneOf(Option.class) : EnumSet.copyOf(options);
        initial.forEach(this::add);
    }

    static Table of(TableDefinition definition) {
        return new Table(definition.options(), definition.entries());
    }

    /** Whether it stays though no rule refers to it. */
    public boolean isPersistent() {
        return options.contains(Option.PERSIST);
    }

    /** Whether its addresses cannot be changed. */
    public boolean isConstant() {
        return options.contains(Option.CONST);
    }

    /** Adds an entry; whether it was not there. */
    public boolean add(TableEntry entry) {
        return entries.putIfAbsent(entry.prefix(), entry) == null;
    }

    /** Removes an entry; whether it was there. */
    public boolean remove(TableEntry entry) {
        return entries.remove(entry.prefix()) != null;
    }

    /** Removes all; how many there were. */
    public int clear() {
        int count = entries.size();
        entries.clear();
        return count;
    }

    /** Its entries by address. */
    public List<TableEntry> entries() {
        return new ArrayList<>(entries.values());
    }

    /** Whether an address is in it: the longest prefix that holds it decides. */
    public boolean contains(IpAddress address) {
        boolean in = false;
        int longest = -1;
        for (TableEntry entry : entries.values()) {
            if (entry.prefix().length() > longest && entry.prefix().contains(address)) {
                longest = entry.prefix().length();
                in = !entry.negated();
            }
        }
        return in;
    }
}
