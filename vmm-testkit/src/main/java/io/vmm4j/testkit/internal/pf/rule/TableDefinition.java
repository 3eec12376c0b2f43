package io.vmm4j.testkit.internal.pf.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table as pf.conf(5) defines it.
 *
 * @param name its name
 * @param options its options
 * @param sources where its addresses come from, in order
 * @param entries all its addresses
 * @param initialised whether the definition says what is in it
 */
public record TableDefinition(
        String name, Set<Option> options, List<String> sources, List<TableEntry> entries, boolean initialised) {

    public TableDefinition {
        sources = List.copyOf(sources);
        entries = List.copyOf(entries);
    }

    /** What a table can be. */
    public enum Option {
        CONST,
        PERSIST,
        COUNTERS;

        /** How it is written. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("table <").append(name).append(">");
        for (Option option : Option.values()) {
            text.append(options.contains(option) ? " " + option.word() : "");
        }
        text.append(sources.stream().map(" "::concat).collect(Collectors.joining()));
        return text.append(initialised && sources.isEmpty() ? " { }" : "").toString();
    }
}
