package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.Ruleset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code pfctl -F}. What it tells is collected, since it works with the lock held. */
final class PfctlFlush {

    private final PacketFilter filter;
    private final PfctlOptions options;
    private final StringBuilder stdout = new StringBuilder();
    private final StringBuilder stderr = new StringBuilder();

    PfctlFlush(PacketFilter filter, PfctlOptions options) {
        this.filter = filter;
        this.options = options;
    }

    void deliver(SimProcess process) throws IOException {
        process.print(stdout.toString());
        process.flush();
        process.complain(stderr.toString());
    }

    private void tell(String line) {
        if (!options.isQuiet()) {
            stderr.append(line).append('\n');
        }
    }

    int run(String what) {
        return switch (what) {
            case "rules" -> options.isRecursive() ? recurse(true, false) : rules(options.anchor());
            case "Tables" -> options.isRecursive() ? recurse(false, true) : tables(options.anchor());
            case "states" -> states();
            case "Sources" -> told("source tracking entries cleared");
            case "info" -> info();
            case "osfp" -> told("pf.os fingerprints cleared");
            case "Reset" -> reset();
            default -> all();
        };
    }

    private int told(String line) {
        tell(line);
        return 0;
    }

    private int rules(String anchor) {
        filter.rulesets().find(anchor).ifPresent(found -> {
            found.rules().clear();
            filter.load(List.of());
        });
        return told("rules cleared");
    }

    private int tables(String anchor) {
        Optional<Ruleset> found = filter.rulesets().find(anchor);
        if (found.isEmpty()) {
            stderr.append("pfctl: Anchor does not exist\n");
            return 1;
        }
        int count = found.get().tables().size();
        found.get().tables().clear();
        filter.load(List.of());
        return told(count + " tables deleted.");
    }

    private int states() {
        int count = filter.kill(state -> true);
        return told(count + " states cleared");
    }

    private int info() {
        filter.forgetCounts();
        return told("pf: statistics cleared");
    }

    private int reset() {
        filter.skipped().clear();
        return told("pf: interface flags reset");
    }

    private int all() {
        int status = options.isRecursive() ? recurse(true, true) : tables(options.anchor());
        if (status == 0 && !options.isRecursive()) {
            rules(options.anchor());
        }
        if (options.anchor().isEmpty()) {
            states();
            told("source tracking entries cleared");
            info();
            told("pf.os fingerprints cleared");
            reset();
        }
        return status;
    }

    /** An anchor and all below it, the last first. */
    private int recurse(boolean rules, boolean tables) {
        Optional<Ruleset> root = filter.rulesets().find(options.anchor());
        if (root.isEmpty()) {
            stderr.append("pfctl: Anchor does not exist\n");
            return 1;
        }
        List<Ruleset> found = new ArrayList<>(all(root.get()));
        Collections.reverse(found);
        stdout.append("Removing:\n");
        for (Ruleset each : found) {
            stdout.append("  ")
                    .append(each.path().isEmpty() ? "/" : each.path())
                    .append('\n');
            if (tables) {
                each.tables().clear();
            }
            if (rules) {
                each.rules().clear();
            }
        }
        filter.load(List.of());
        return 0;
    }

    private static List<Ruleset> all(Ruleset root) {
        List<Ruleset> found = new ArrayList<>(List.of(root));
        root.children().values().forEach(child -> found.addAll(all(child)));
        return found;
    }
}
