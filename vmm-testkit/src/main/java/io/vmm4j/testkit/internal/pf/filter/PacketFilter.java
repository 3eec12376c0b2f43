package io.vmm4j.testkit.internal.pf.filter;

import io.vmm4j.testkit.internal.pf.rule.Action;
import io.vmm4j.testkit.internal.pf.rule.Refusal;
import io.vmm4j.testkit.internal.pf.rule.Rule;
import io.vmm4j.testkit.internal.pf.rule.StateKeeping.Binding;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition;
import io.vmm4j.testkit.internal.pf.rule.TableDefinition.Option;
import io.vmm4j.testkit.internal.pf.rule.TcpFlags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/** pf(4) of one machine. To be used with the lock of the machine's timeline held. */
public final class PacketFilter {

    private final FilterHost host;
    private final Rulesets rulesets = new Rulesets();
    private final StateTable states = new StateTable();
    private final Translator translator;
    private final Set<String> skipped = new LinkedHashSet<>();
    private final List<Runnable> watchers = new ArrayList<>();
    private boolean enabled;
    private Instant since;
    private long matches;

    /** A filter that is off and has no rules. */
    public PacketFilter(FilterHost host) {
        this.host = host;
        this.since = host.now();
        this.translator = new Translator(rulesets, host, states);
    }

    /**
     * The rules and tables of one anchor, or the main ones.
     *
     * @param anchor the path, empty for the main rules
     */
    public record Load(String anchor, List<Rule> rules, List<TableDefinition> tables) {}

    /** Whether it filters. */
    public boolean isEnabled() {
        return enabled;
    }

    /** Since when it does or does not. */
    public Instant since() {
        return since;
    }

    /** Turns it on or off. */
    public void setEnabled(boolean on) {
        enabled = on;
        since = host.now();
    }

    /** All rules. */
    public Rulesets rulesets() {
        return rulesets;
    }

    /** All states. */
    public StateTable states() {
        return states;
    }

    /** How many packets rules were asked about. */
    public long matches() {
        return matches;
    }

    /** The interfaces and groups that it leaves alone. */
    public Set<String> skipped() {
        return skipped;
    }

    /** Replaces rules and tables, all of them at once. */
    public void load(List<Load> loads) {
        loads.forEach(load -> rulesets.replace(load.anchor(), load.rules(), load.tables()));
        rulesets.tidy();
    }

    /** The table of an anchor, which is made if it is not there. */
    public Table makeTable(String anchor, String name) {
        return rulesets.forTables(anchor)
                .tables()
                .computeIfAbsent(name, key -> new Table(EnumSet.of(Option.PERSIST), List.of()));
    }

    /** Has somebody told when states were taken away by hand. */
    public void whenStatesGo(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Takes states away; how many. */
    public int kill(Predicate<State> doomed) {
        int count = states.remove(doomed);
        if (count > 0) {
            watchers.forEach(Runnable::run);
        }
        return count;
    }

    /** Is as it was when the machine was booted: off, without rules and states. */
    public void restart() {
        enabled = false;
        skipped.clear();
        rulesets.clear();
        states.remove(state -> true);
        forgetCounts();
    }

    /** Sets the counters to zero. */
    public void forgetCounts() {
        matches = 0;
        states.forgetCounts();
        since = host.now();
    }

    /**
     * Decides a packet.
     *
     * @param in whether it comes in
     * @param device the interface that it goes through
     * @param receivedOn the interface that it came in by, if it goes out; empty if it is the machine's own
     * @param tagged what a rule has tagged it with before, empty for nothing
     */
    public Verdict decide(PfPacket packet, boolean in, String device, String receivedOn, Tagged tagged) {
        if (!enabled || skipped.stream().anyMatch(name -> host.isCalled(device, name))) {
            return new Verdict.Passed(packet, "", Optional.empty(), OptionalInt.empty());
        }
        Instant now = host.now();
        int rdomain = host.rdomain(device);
        Optional<State> state = states.find(StateKey.of(packet, in, rdomain), in, device, now);
        if (state.isPresent() && packet.isFirstOfTcp() && state.get().isClosed()) {
            states.drop(state.get());
            state = Optional.empty();
        }
        if (state.isPresent()) {
            state.get().track(packet, in, now);
            PfPacket translated = (in ? state.get().stack() : state.get().wire()).applyTo(packet, in);
            return new Verdict.Passed(translated, state.get().rule(), Optional.empty(), OptionalInt.empty());
        }
        return byRules(packet, in, device, receivedOn, tagged);
    }

    /** A tag that a packet carries from interface to interface. */
    public static final class Tagged {

        private String tag = "";

        /** The tag, empty for none. */
        public String tag() {
            return tag;
        }
    }

    private Verdict byRules(PfPacket packet, boolean in, String device, String receivedOn, Tagged tagged) {
        matches++;
        Evaluation evaluation =
                new Evaluation(rulesets, host, translator, in, device, receivedOn, packet, tagged.tag());
        Optional<LoadedRule> found = evaluation.run();
        tagged.tag = evaluation.tag();
        if (found.isEmpty()) {
            return new Verdict.Passed(packet, "", Optional.empty(), evaluation.rtable());
        }
        LoadedRule loaded = found.get();
        Rule rule = loaded.rule();
        loaded.decided(in);
        if (rule.action() instanceof Action.Block block) {
            return new Verdict.Blocked(loaded.text(), block.refusal());
        }
        Optional<PfPacket> translated =
                translator.translate(loaded, evaluation.decidingRuleset(), evaluation.packet(), in);
        if (translated.isEmpty()) {
            return new Verdict.Blocked(loaded.text(), new Refusal.Drop());
        }
        OptionalInt rtable =
                rule.effects().rtable().isPresent() ? rule.effects().rtable() : evaluation.rtable();
        if (!rule.state().isPresent()) {
            return new Verdict.Passed(packet, loaded.text(), rule.effects().divertTo(), rtable);
        }
        loaded.madeState();
        keepState(loaded, packet, translated.get(), in, device);
        return new Verdict.Passed(
                translated.get(), loaded.text(), rule.effects().divertTo(), rtable);
    }

    private void keepState(LoadedRule loaded, PfPacket before, PfPacket after, boolean in, String device) {
        int rdomain = host.rdomain(device);
        boolean reset = (before.flags() & TcpFlags.RST) != 0;
        if (reset) {
            return;
        }
        states.insert(new State(
                loaded.rule().state().binding() == Binding.IF_BOUND ? device : "all",
                in,
                StateKey.of(in ? before : after, in, rdomain),
                StateKey.of(in ? after : before, in, rdomain),
                loaded.text(),
                before,
                host.now()));
    }
}
