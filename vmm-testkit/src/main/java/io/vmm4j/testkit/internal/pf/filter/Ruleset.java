package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Host;
import io.vmm4j.testkit.internal.pf.rule.Pool;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rules and tables of an anchor, or the main ones, and the anchors attached to it. */
public final class Ruleset {

    private final String path;
    private final List<LoadedRule> rules = new ArrayList<>();
    private final Map<String, Table> tables = new TreeMap<>();
    private final Map<String, Ruleset> children = new TreeMap<>();

    Ruleset(String path) {
        this.path = path;
    }

    /** Its path, empty for the main rules. */
    public String path() {
        return path;
    }

    /** The last part of its path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Its rules in order. */
    public List<LoadedRule> rules() {
        return rules;
    }

    /** Its tables by name. */
    public Map<String, Table> tables() {
        return tables;
    }

    /** The anchors attached to it, by name. */
    public Map<String, Ruleset> children() {
        return children;
    }

    void setRules(List<Rule> given) {
        rules.clear();
        for (Rule rule : given) {
            rules.add(new LoadedRule(rule, rules.size()));
        }
    }

    /** Itself and all below. */
    Stream<Ruleset> all() {
        return Stream.concat(Stream.of(this), children.values().stream().flatMap(Ruleset::all));
    }

    /** Whether a rule of its own mentions a table. */
    boolean mentions(String table) {
        return rules.stream().map(LoadedRule::rule).anyMatch(rule -> mentions(rule, table));
    }

    private static boolean mentions(Rule rule, String table) {
        return is(rule.criteria().from().host(), table)
                || is(rule.criteria().to().host(), table)
                || is(rule.effects().nat(), table)
                || is(rule.effects().rdr(), table);
    }

    private static boolean is(Optional<Pool> pool, String table) {
        return pool.filter(each -> is(each.host(), table)).isPresent();
    }

    private static boolean is(Host host, String table) {
        return host instanceof Host.Table named && named.name().equals(table);
    }

    /** The paths of the anchors that its rules call. */
    Stream<String> calls() {
        return rules.stream()
                .map(loaded -> loaded.rule().action())
                .filter(Action.Anchor.class::isInstance)
                .map(action ->
                        AnchorPath.of(path, ((Action.Anchor) action).call()).path());
    }
}
