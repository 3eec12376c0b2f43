package io.vmm4j.vmctl.internal;

import io.vmm4j.VmStatus;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the table by the names in its header, never by position: columns are as wide as what is in them, older releases have
 * no STATE, and later ones may have more.
 */
final class StatusParser {

    private StatusParser() {}

    static List<VmStatus> parse(String table) throws UnreadableTableException {
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new UnreadableTableException("there is no table.");
        }
        StatusHeader header = StatusHeader.of(words(lines.get(0)));
        List<VmStatus> rows = new ArrayList<>();
        List<String> row = List.of();
        List<String> details = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> words = words(line);
            if (words.get(0).endsWith(":") && !row.isEmpty()) {
                details.add(line.strip());
                continue;
            }
            if (!row.isEmpty()) {
                rows.add(header.read(row, details));
            }
            row = words;
            details = new ArrayList<>();
        }
        if (!row.isEmpty()) {
            rows.add(header.read(row, details));
        }
        return rows;
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }
}
