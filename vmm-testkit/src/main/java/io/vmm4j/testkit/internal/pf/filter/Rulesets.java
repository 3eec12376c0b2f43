package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All rules: the main ones and those of anchors. An anchor that is empty and that no rule calls is not there. */
public final class Rulesets {

    private final Ruleset main = new Ruleset("");

    /** The main rules. */
    public Ruleset main() {
        return main;
    }

    /** An anchor, or the main rules by the empty path. */
    public Optional<Ruleset> find(String path) {
        Ruleset at = main;
        for (String name : parts(path)) {
            Ruleset next = at.children().get(name);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    private static List<String> parts(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }

    private Ruleset make(String path) {
        Ruleset at = main;
        for (String name : parts(path)) {
            String below = at.path().isEmpty() ? name : at.path() + "/" + name;
            at = at.children().computeIfAbsent(name, key -> new Ruleset(below));
        }
        return at;
    }

    /** Forgets all rules and tables. */
    void clear() {
        main.rules().clear();
        main.tables().clear();
        main.children().clear();
    }

    /** Replaces the rules and tables of an anchor, and of those that are written inside it. */
    void replace(String path, List<Rule> rules, List<TableDefinition> tables) {
        Ruleset target = make(path);
        target.setRules(rules);
        target.tables().clear();
        for (TableDefinition table : tables) {
            target.tables().put(table.name(), Table.of(table));
        }
        for (Rule rule : rules) {
            if (rule.action() instanceof Action.Anchor anchor && anchor.body().isPresent()) {
                Action.Body body = anchor.body().get();
                replace(AnchorPath.of(path, anchor.call()).path(), body.rules(), body.tables());
            }
        }
    }

    /** The table that a rule of an anchor means: the anchor's own, or the main one. */
    Optional<Table> table(Ruleset ruleset, String name) {
        return Optional.ofNullable(ruleset.tables().get(name))
                .or(() -> Optional.ofNullable(main.tables().get(name)));
    }

    /** The tables of an anchor, which is made if it is not there. */
    Ruleset forTables(String path) {
        return make(path);
    }

    /** Makes what is called, and drops what is of no use any more. */
    void tidy() {
        Set<String> called = new HashSet<>();
        main.all().toList().forEach(ruleset -> ruleset.calls().forEach(called::add));
        called.forEach(this::make);
        main.all()
                .forEach(ruleset -> ruleset.tables()
                        .entrySet()
                        .removeIf(table -> !table.getValue().isPersistent() && !isMentioned(ruleset, table.getKey())));
        prune(main, called);
    }

    private boolean isMentioned(Ruleset ruleset, String table) {
        return ruleset.mentions(table) || (ruleset == main && main.all().anyMatch(each -> each.mentions(table)));
    }

    private static void prune(Ruleset ruleset, Set<String> called) {
        ruleset.children().values().removeIf(child -> {
            prune(child, called);
            return child.rules().isEmpty()
                    && child.tables().isEmpty()
                    && child.children().isEmpty()
                    && !called.contains(child.path());
        });
    }
}
