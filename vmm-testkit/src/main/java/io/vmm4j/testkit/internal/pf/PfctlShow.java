package io.vmm4j.testkit.internal.pf;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.net.Network;
import io.vmm4j.testkit.internal.pf.filter.AnchorPath;
import io.vmm4j.testkit.internal.pf.filter.LoadedRule;
import io.vmm4j.testkit.internal.pf.filter.PacketFilter;
import io.vmm4j.testkit.internal.pf.filter.Ruleset;
import io.vmm4j.testkit.internal.pf.filter.State;
import io.vmm4j.testkit.internal.pf.rule.Action;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** {@code pfctl -s}. What it prints is collected, since it works with the lock held. */
final class PfctlShow {

    private final SimProcess process;
    private final PacketFilter filter;
    private final PfctlOptions options;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder complaints = new StringBuilder();

    PfctlShow(SimProcess process, PacketFilter filter, PfctlOptions options) {
        this.process = process;
        this.filter = filter;
        this.options = options;
    }

    void deliver() throws IOException {
        process.print(text.toString());
        process.flush();
        process.complain(complaints.toString());
    }

    int run(String what) {
        switch (what) {
            case "rules" -> rules();
            case "labels" -> labels();
            case "Anchors" -> anchors(options.anchor());
            case "states" -> states();
            case "info" -> info();
            case "Tables" -> tables();
            case "Interfaces" -> interfaces();
            case "timeouts" -> text.append(PfctlConstants.TIMEOUTS);
            case "memory" -> text.append(PfctlConstants.LIMITS);
            case "all" -> all();
            case "osfp" -> complaints.append("pfctl: simulator limitation: -s osfp is not simulated\n");
            default -> {
                // There are no queues and no sources to show.
            }
        }
        return what.equals("osfp") ? 1 : 0;
    }

    private void all() {
        title("FILTER RULES:");
        rules();
        if (!filter.states().all(now()).isEmpty()) {
            title("STATES:");
            states();
        }
        title("INFO:");
        info();
        title("TIMEOUTS:");
        text.append(PfctlConstants.TIMEOUTS);
        title("LIMITS:");
        text.append(PfctlConstants.LIMITS);
        title("TABLES:");
        tables();
    }

    private void title(String title) {
        text.append(text.isEmpty() ? "" : "\n").append(title).append('\n');
    }

    private Instant now() {
        return process.machine().timeline().now();
    }

    private Optional<Ruleset> ruleset() {
        Optional<Ruleset> found = filter.rulesets().find(options.anchor());
        if (found.isEmpty()) {
            complaints.append("pfctl: Anchor does not exist\n");
        }
        return found;
    }

    private void rules() {
        ruleset().ifPresent(found -> {
            if (options.isWildcard()) {
                children(found, 0);
            } else {
                rules(found, 0);
            }
        });
    }

    private void rules(Ruleset ruleset, int depth) {
        for (LoadedRule loaded : ruleset.rules()) {
            indent(depth);
            text.append(options.isVeryVerbose() ? "@" + loaded.number() + " " : "")
                    .append(loaded.text());
            boolean opens = loaded.rule().action() instanceof Action.Anchor anchor
                    && (anchor.isUnnamed() || options.isRecursive());
            text.append(opens ? " {\n" : "\n");
            counters(loaded);
            if (opens && loaded.rule().action() instanceof Action.Anchor anchor) {
                AnchorPath path = AnchorPath.of(ruleset.path(), anchor.call());
                Optional<Ruleset> called = filter.rulesets().find(path.path());
                if (called.isPresent() && path.wildcard()) {
                    children(called.get(), depth + 1);
                } else if (called.isPresent()) {
                    rules(called.get(), depth + 1);
                }
                indent(depth);
                text.append("}\n");
            }
        }
    }

    private void children(Ruleset ruleset, int depth) {
        for (Ruleset child : ruleset.children().values()) {
            indent(depth);
            text.append("anchor \"").append(child.name()).append("\" all {\n");
            rules(child, depth + 1);
            indent(depth);
            text.append("}\n");
        }
    }

    private void indent(int depth) {
        text.append("  ".repeat(depth));
    }

    private void counters(LoadedRule loaded) {
        if (!options.isVerbose()) {
            return;
        }
        long states = filter.states().all(now()).stream()
                .filter(state -> state.rule().equals(loaded.text()))
                .count();
        text.append(String.format(
                Locale.ROOT,
                "  [ Evaluations: %-8d  Packets: %-8d  Bytes: %-10d  States: %-6d]\n",
                loaded.evaluations(),
                loaded.packetsIn() + loaded.packetsOut(),
                0,
                states));
        text.append(
                String.format(Locale.ROOT, "  [ Inserted: uid 0 pid 0 State Creations: %-6d]\n", loaded.statesEver()));
    }

    private void labels() {
        ruleset()
                .ifPresent(found -> found.rules().stream()
                        .filter(loaded -> !loaded.rule().effects().label().isEmpty())
                        .forEach(loaded -> text.append(loaded.rule().effects().label())
                                .append(' ')
                                .append(loaded.evaluations())
                                .append(' ')
                                .append(loaded.packetsIn() + loaded.packetsOut())
                                .append(" 0 ")
                                .append(loaded.packetsIn())
                                .append(" 0 ")
                                .append(loaded.packetsOut())
                                .append(" 0 ")
                                .append(loaded.statesEver())
                                .append('\n')));
    }

    private void anchors(String path) {
        Optional<Ruleset> found = filter.rulesets().find(path);
        if (found.isEmpty()) {
            complaints.append("pfctl: Anchor does not exist\n");
            return;
        }
        for (Ruleset child : found.get().children().values()) {
            if (!child.path().startsWith("_") || options.isVerbose()) {
                text.append("  ").append(child.path()).append('\n');
            }
            anchors(child.path());
        }
    }

    private void states() {
        for (State state : filter.states().all(now())) {
            text.append(state).append('\n');
        }
    }

    private void tables() {
        ruleset().ifPresent(found -> tables(found));
    }

    private void tables(Ruleset ruleset) {
        ruleset.tables().forEach((name, table) -> {
            if (options.isVerbose()) {
                text.append(table.isConstant() ? 'c' : '-')
                        .append(table.isPersistent() ? 'p' : '-')
                        .append("a-r--\t");
            }
            text.append(name)
                    .append(ruleset.path().isEmpty() ? "" : "@" + ruleset.path())
                    .append('\n');
        });
        if (options.isRecursive()) {
            ruleset.children().values().forEach(this::tables);
        }
    }

    private void interfaces() {
        TreeSet<String> names = new TreeSet<>(java.util.Set.of("all"));
        Network.of(process.machine()).interfaces().all().forEach(each -> {
            names.add(each.name());
            names.addAll(each.groups());
        });
        for (String name : names) {
            text.append(name)
                    .append(options.isVerbose() && filter.skipped().contains(name) ? " (skip)" : "")
                    .append('\n');
        }
    }

    private void info() {
        text.append(new PfctlInfo(filter, now()).text());
    }
}
