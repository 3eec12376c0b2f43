package io.vmm4j.operation;

import io.vmm4j.error.VmmException;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Query;
import io.vmm4j.operation.Step.Explanation;
import io.vmm4j.operation.Step.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Says what a step does. Unless said otherwise it may take ten minutes, usually takes a second, and changes nothing on the host, so
 * that it can be done again and there is nothing to undo. Not thread safe.
 *
 * @param <V> what the step hands on
 */
public final class StepBuilder<V> {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration USUAL = Duration.ofSeconds(1);

    final String name;
    final Kept<V> kept;
    Function<Run, V> work = run -> {
        throw new IllegalStateException("a step does something");
    };
    Optional<Function<Run, Optional<V>>> done = Optional.empty();
    Optional<Undo<V>> undo = Optional.empty();
    Optional<BiFunction<Run, Optional<V>, List<Leftover>>> leaves = Optional.empty();
    Optional<BiPredicate<Run, V>> holds = Optional.empty();
    Optional<Explanation> explanation = Optional.empty();
    Duration limit = LIMIT;
    Duration usual = USUAL;
    boolean temporary;

    StepBuilder(String name, Kept<V> kept) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a step's name is made of a to z, 0 to 9 and _: " + name);
        }
        this.name = name;
        this.kept = Objects.requireNonNull(kept, "kept");
    }

    /**
     * How to see whether it was wholly done, and what it would have handed on. Needed for a step that makes something; asked when a
     * program died while it was doing it, and when the answer of a command was lost. If it throws, nothing more is done until the
     * operation is resumed again.
     */
    public StepBuilder<V> doneIf(Function<Run, Optional<V>> look) {
        done = Optional.of(look);
        return this;
    }

    /**
     * How to undo it. It must do no harm if only half of it, or nothing, was done, and may be asked to undo twice.
     *
     * @param action undoes; told what the step handed on, if it came so far. If it throws, all of {@code making} is left
     * @param making what the step makes, as leftovers
     */
    public StepBuilder<V> undoneBy(
            BiConsumer<Run, Optional<V>> action, BiFunction<Run, Optional<V>, List<Leftover>> making) {
        undo = Optional.of((run, made) -> {
            action.accept(run, made);
            return List.of();
        });
        leaves = Optional.of(making);
        return this;
    }

    /**
     * What it makes; undone by the commands that remove each of it, of which one that fails keeps no other from being run.
     *
     * @param executor runs the commands
     */
    public StepBuilder<V> undoneBy(CommandExecutor executor, BiFunction<Run, Optional<V>, List<Leftover>> making) {
        undo = Optional.of((run, made) -> making.apply(run, made).stream()
                .filter(leftover -> !Removing.succeeds(executor, run, leftover))
                .toList());
        leaves = Optional.of(making);
        return this;
    }

    /** What it makes and cannot undo. */
    public StepBuilder<V> leaving(BiFunction<Run, Optional<V>, List<Leftover>> making) {
        undo = Optional.empty();
        leaves = Optional.of(making);
        return this;
    }

    /** Undone at the end even if the operation succeeds: for what only the operation itself needs. */
    public StepBuilder<V> temporary() {
        temporary = true;
        return this;
    }

    /**
     * How to see that what it took is still this operation's own. Asked before another program carries on or undoes; if it is not,
     * nothing is touched any more, since it may be somebody else's by now.
     */
    public StepBuilder<V> heldIf(BiPredicate<Run, V> check) {
        holds = Optional.of(check);
        return this;
    }

    /** How to find the likely cause of its failure; asked before anything is undone. */
    public StepBuilder<V> explainedBy(Explanation search) {
        explanation = Optional.of(search);
        return this;
    }

    /**
     * How long it may take at the most.
     *
     * @throws IllegalArgumentException if that is not positive
     */
    public StepBuilder<V> within(Duration longest) {
        limit = positive(longest);
        return this;
    }

    /**
     * How long it usually takes, by which progress is counted.
     *
     * @throws IllegalArgumentException if that is not positive
     */
    public StepBuilder<V> usually(Duration duration) {
        usual = positive(duration);
        return this;
    }

    private static Duration positive(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("must be positive: " + duration);
        }
        return duration;
    }

    /**
     * The step that does this.
     *
     * @throws IllegalStateException if it makes something and nobody could see whether it did
     */
    public Step<V> does(Function<Run, V> action) {
        if (leaves.isPresent() && done.isEmpty()) {
            throw new IllegalStateException(name + " makes something, so it must say how to see whether it did");
        }
        StepBuilder<V> copy = new StepBuilder<>(name, kept);
        copy.work = action;
        copy.done = done;
        copy.undo = undo;
        copy.leaves = leaves;
        copy.holds = holds;
        copy.explanation = explanation;
        copy.limit = limit;
        copy.usual = usual;
        copy.temporary = temporary;
        return new Step<>(copy);
    }

    /** Runs the command of a leftover. */
    private static final class Removing {

        private Removing() {}

        static boolean succeeds(CommandExecutor executor, Run run, Leftover leftover) {
            Command command = leftover.command();
            Duration rest = run.deadline().remainingUpTo(command.timeout());
            try {
                return !rest.isZero()
                        && new Query<>(
                                        command.withTimeout(rest),
                                        answer -> answer.result().succeeded())
                                .ask(executor);
            } catch (VmmException e) {
                run.report(leftover + " was not removed: " + e.getMessage());
                return false;
            }
        }
    }
}
