package io.vmm4j.vmctl.internal;

import io.vmm4j.VmStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads the table by the names in its header, never by position: columns are as wide as what is in them, older releases have
 * no STATE, and later ones may have more.
 */
final class StatusParser {

    /** How lines begin that older releases print below a row: {@code  VCPU:  0 STATE: RUNNING}. */
    private static final Pattern DETAIL = Pattern.compile("[A-Z]+:");

    private StatusParser() {}

    static List<VmStatus> parse(String table) throws UnreadableTableException {
        List<String> lines = table.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new UnreadableTableException("there is no table.");
        }
        StatusHeader header = StatusHeader.of(words(lines.get(0)));
        List<VmStatus> vms = new ArrayList<>();
        for (Row row : rows(lines.subList(1, lines.size()))) {
            vms.add(header.read(row.words(), row.details()));
        }
        return vms;
    }

    private static List<Row> rows(List<String> lines) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines) {
            List<String> words = words(line);
            if (!rows.isEmpty() && DETAIL.matcher(words.get(0)).matches()) {
                rows.get(rows.size() - 1).details().add(line.strip());
            } else {
                rows.add(new Row(words, new ArrayList<>()));
            }
        }
        return rows;
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }

    /** A row, with the lines below it that are none. */
    private record Row(List<String> words, List<String> details) {}
}
