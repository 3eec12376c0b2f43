package io.vmm4j.pf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code pfctl -si} tells of the packet filter. Immutable.
 *
 * @param enabled whether it filters at all
 * @param since how long it has been so, as printed: {@code 0 days 00:03:51}; empty if it does not say
 * @param stateTable the totals of the state table, by their printed names: {@code current entries}
 * @param counters the totals of the counters, by their printed names: {@code match}
 */
public record PfInfo(
        boolean enabled, Optional<String> since, Map<String, Long> stateTable, Map<String, Long> counters) {

    private static final Pattern STATUS =
            Pattern.compile("(?m)^Status: (Enabled|Disabled)(?: for (\\d+ days \\d\\d:\\d\\d:\\d\\d))?.*$");
    private static final Pattern TOTAL = Pattern.compile("^  (\\S.*?) +(\\d+)(?: +[\\d.]+/s)?\\s*$");

    public PfInfo {
        Objects.requireNonNull(since, "since");
        stateTable = Collections.unmodifiableMap(new LinkedHashMap<>(stateTable));
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /** How many connections it keeps state of; 0 if it does not say. */
    public long states() {
        return stateTable.getOrDefault("current entries", 0L);
    }

    /** Reads what pfctl(8) printed; empty if it says nothing of a status. What it does not know it keeps. */
    static Optional<PfInfo> parse(String text) {
        Matcher status = STATUS.matcher(text);
        if (!status.find()) {
            return Optional.empty();
        }
        Map<String, Long> stateTable = new LinkedHashMap<>();
        Map<String, Long> counters = new LinkedHashMap<>();
        Map<String, Long> section = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            Matcher total = TOTAL.matcher(line);
            if (line.startsWith("State Table")) {
                section = stateTable;
            } else if (line.startsWith("Counters")) {
                section = counters;
            } else if (!line.startsWith(" ")) {
                section = new LinkedHashMap<>();
            } else if (total.matches() && total.group(2).length() <= 18) {
                section.put(total.group(1), Long.parseLong(total.group(2)));
            }
        }
        boolean enabled = status.group(1).equals("Enabled");
        return Optional.of(new PfInfo(enabled, Optional.ofNullable(status.group(2)), stateTable, counters));
    }
}
