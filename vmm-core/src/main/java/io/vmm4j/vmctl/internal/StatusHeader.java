package io.vmm4j.vmctl.internal;

import io.vmm4j.InvalidValueException;
import io.vmm4j.VmId;
import io.vmm4j.VmName;
import io.vmm4j.VmState;
import io.vmm4j.VmStatus;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a status table, and how a row under them is read. */
final class StatusHeader {

    private static final List<String> REQUIRED =
            List.of("ID", "PID", "VCPUS", "MAXMEM", "CURMEM", "TTY", "OWNER", "NAME");
    private static final String STATE = "STATE";
    private static final String NONE = "-";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
    /** How releases without STATE mark a VM that is stopping: {@code web1 - stopping}. */
    private static final List<String> STOPPING = List.of(NONE, "stopping");

    private final List<String> columns;

    private StatusHeader(List<String> columns) {
        this.columns = columns;
    }

    static StatusHeader of(List<String> columns) throws UnreadableTableException {
        Set<String> names = new HashSet<>(columns);
        if (!names.containsAll(REQUIRED) || names.size() != columns.size()) {
            throw new UnreadableTableException(
                    "its first line is not a header with " + String.join(" ", REQUIRED) + ".");
        }
        return new StatusHeader(columns);
    }

    VmStatus read(List<String> words, List<String> details) throws UnreadableTableException {
        boolean marked = isMarkedStopping(words);
        Map<String, String> row = assign(marked ? words.subList(0, columns.size()) : words);
        OptionalLong pid = pid(row);
        Optional<String> stateText = Optional.ofNullable(row.get(STATE));
        VmState state = stateText
                .map(VmState::of)
                .orElse(marked ? VmState.STOPPING : pid.isPresent() ? VmState.RUNNING : VmState.STOPPED);
        try {
            return new VmStatus(
                    VmId.of(number(row, "ID")),
                    VmName.observed(value(row, "NAME")),
                    state,
                    stateText,
                    pid,
                    Math.toIntExact(number(row, "VCPUS")),
                    value(row, "MAXMEM"),
                    optional(row, "CURMEM"),
                    optional(row, "TTY"),
                    value(row, "OWNER"),
                    others(row),
                    details);
        } catch (InvalidValueException | ArithmeticException e) {
            throw new UnreadableTableException(String.valueOf(e.getMessage()));
        }
    }

    private boolean isMarkedStopping(List<String> words) {
        int width = columns.size();
        return !columns.contains(STATE)
                && columns.get(width - 1).equals("NAME")
                && words.size() == width + STOPPING.size()
                && words.subList(width, words.size()).equals(STOPPING);
    }

    private Map<String, String> assign(List<String> words) throws UnreadableTableException {
        if (words.size() != columns.size()) {
            throw new UnreadableTableException("a row has " + words.size() + " words under " + columns.size()
                    + " headers: " + String.join(" ", words));
        }
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            row.put(columns.get(i), words.get(i));
        }
        return row;
    }

    private static OptionalLong pid(Map<String, String> row) throws UnreadableTableException {
        if (value(row, "PID").equals(NONE)) {
            return OptionalLong.empty();
        }
        long pid = number(row, "PID");
        return pid == 0 ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    private static long number(Map<String, String> row, String column) throws UnreadableTableException {
        String text = value(row, column);
        if (!NUMBER.matcher(text).matches()) {
            throw new UnreadableTableException(column + " is no number: " + text);
        }
        return Long.parseLong(text);
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static Optional<String> optional(Map<String, String> row, String column) {
        return Optional.of(value(row, column)).filter(text -> !text.equals(NONE));
    }

    private static Map<String, String> others(Map<String, String> row) {
        Map<String, String> others = new LinkedHashMap<>(row);
        others.keySet().removeAll(REQUIRED);
        others.remove(STATE);
        return others;
    }
}
