package io.vmm4j.testkit.internal.pf.filter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All states. */
public final class StateTable {

    private final Set<State> states = new LinkedHashSet<>();
    private final Map<StateKey, State> byWire = new HashMap<>();
    private final Map<StateKey, State> byStack = new HashMap<>();
    private long searches;
    private long inserts;
    private long removals;

    StateTable() {}

    /** How often a packet's state was looked for. */
    public long searches() {
        return searches;
    }

    /** How many states were made. */
    public long inserts() {
        return inserts;
    }

    /** How many states went. */
    public long removals() {
        return removals;
    }

    /** The states that are left at this time, oldest first. */
    public List<State> all(Instant now) {
        remove(state -> state.isOver(now));
        return new ArrayList<>(states);
    }

    Optional<State> find(StateKey key, boolean in, String device, Instant now) {
        searches++;
        State found = (in ? byWire : byStack).get(key);
        if (found == null || !(found.device().equals("all") || found.device().equals(device))) {
            return Optional.empty();
        }
        if (found.isOver(now)) {
            drop(found);
            return Optional.empty();
        }
        return Optional.of(found);
    }

    void insert(State state) {
        Optional.ofNullable(byWire.get(state.wire())).ifPresent(this::drop);
        Optional.ofNullable(byStack.get(state.stack())).ifPresent(this::drop);
        states.add(state);
        byWire.put(state.wire(), state);
        byStack.put(state.stack(), state);
        inserts++;
    }

    void drop(State state) {
        if (states.remove(state)) {
            byWire.remove(state.wire(), state);
            byStack.remove(state.stack(), state);
            removals++;
        }
    }

    /** Drops those; how many. */
    int remove(Predicate<State> doomed) {
        List<State> found = states.stream().filter(doomed).toList();
        found.forEach(this::drop);
        return found.size();
    }

    /** Whether a key is taken on the wire, so that another port has to be tried. */
    boolean isTaken(StateKey wire) {
        return byWire.containsKey(wire);
    }

    void forgetCounts() {
        searches = 0;
        inserts = 0;
        removals = 0;
    }
}
