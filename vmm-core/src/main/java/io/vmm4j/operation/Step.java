package io.vmm4j.operation;

import io.vmm4j.error.VmmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of an operation: what it does, how to see whether it was done, and how to undo it. What it hands on is kept in the
 * journal, and read by later steps with {@link Run#valueOf}. Immutable.
 *
 * <p>A program may die at any moment. The one that carries on knows the request and what the steps before handed on, and with that
 * it must find on the host what this step made: a name that is chosen at random is chosen, and handed on, by a step of its own.
 *
 * @param <V> what it hands on
 */
public final class Step<V> {

    private final StepBuilder<V> traits;

    Step(StepBuilder<V> traits) {
        this.traits = traits;
    }

    /**
     * A step that hands something on.
     *
     * @param name the same each time: {@code creating_disk}
     */
    public static <V> StepBuilder<V> named(String name, Kept<V> kept) {
        return new StepBuilder<>(name, kept);
    }

    /** A step that hands nothing on. */
    public static StepBuilder<Nothing> named(String name) {
        return named(name, Kept.nothing());
    }

    /**
     * Takes a step back, or says what that leaves.
     *
     * @param <V> what the step hands on
     */
    @FunctionalInterface
    interface Undo<V> {

        /** Undoes what is there, and tells what remains. */
        List<Leftover> undo(Run run, Optional<V> made);
    }

    /**
     * Finds out why a step failed.
     */
    @FunctionalInterface
    public interface Explanation {

        /** The likely cause in one sentence, if it can be told. */
        Optional<String> explain(Run run, VmmException failure);
    }

    /** Its name. */
    public String name() {
        return traits.name;
    }

    /** How what it hands on is kept. */
    public Kept<V> kept() {
        return traits.kept;
    }

    /** How long it may take. */
    public Duration limit() {
        return traits.limit;
    }

    /** How long it usually takes, by which progress is counted. */
    public Duration usual() {
        return traits.usual;
    }

    /** Whether it is undone at the end even if the operation succeeds. */
    public boolean temporary() {
        return traits.temporary;
    }

    /** Does it. */
    public V perform(Run run) {
        return traits.work.apply(run);
    }

    /** What it hands on, if it was done wholly. */
    public Optional<V> done(Run run) {
        return traits.done.flatMap(look -> look.apply(run));
    }

    /**
     * Undoes it, whether it was done wholly, half, or not at all.
     *
     * @param made what it handed on, if that is known
     * @return what remains
     */
    public List<Leftover> undo(Run run, Optional<V> made) {
        return traits.undo.map(undo -> undo.undo(run, made)).orElseGet(() -> leaves(run, made));
    }

    /** What it makes on the host. */
    public List<Leftover> leaves(Run run, Optional<V> made) {
        return traits.leaves.map(leaves -> leaves.apply(run, made)).orElse(List.of());
    }

    /** Whether it takes something that could become somebody else's. */
    public boolean reserves() {
        return traits.holds.isPresent();
    }

    /** Whether what it took is still the operation's own; asked before another program carries on or undoes. */
    public boolean holds(Run run, V made) {
        return traits.holds.map(holds -> holds.test(run, made)).orElse(true);
    }

    /** Why it failed, if it can tell. */
    public Optional<String> explain(Run run, VmmException failure) {
        return traits.explanation.flatMap(explanation -> explanation.explain(run, failure));
    }

    @Override
    public String toString() {
        return name();
    }
}
