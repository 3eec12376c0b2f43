package io.vmm4j.pf;

import java.util.ArrayList;
import java.util.List;

/**
 * How rules that are loaded differ from those that are wanted, both as pfctl(8) prints them. Immutable.
 *
 * @param missing wanted and not loaded
 * @param unexpected loaded and not wanted
 * @param reordered whether the same rules are there in another order, which can decide packets otherwise
 */
public record PfDiff(List<String> missing, List<String> unexpected, boolean reordered) {

    public PfDiff {
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
    }

    /** Compares. A rule that is there twice counts twice. */
    public static PfDiff of(List<String> wanted, List<String> loaded) {
        List<String> missing = without(wanted, loaded);
        List<String> unexpected = without(loaded, wanted);
        boolean same = missing.isEmpty() && unexpected.isEmpty();
        return new PfDiff(missing, unexpected, same && !wanted.equals(loaded));
    }

    private static List<String> without(List<String> all, List<String> others) {
        List<String> rest = new ArrayList<>(all);
        others.forEach(rest::remove);
        return rest;
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return missing.isEmpty() && unexpected.isEmpty() && !reordered;
    }

    /** A line for each rule that differs, {@code -} before those that are missing and {@code +} before the unexpected. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        missing.forEach(rule -> lines.add("- " + rule));
        unexpected.forEach(rule -> lines.add("+ " + rule));
        if (reordered) {
            lines.add("the rules are in another order");
        }
        return String.join("\n", lines);
    }
}
