package io.vmm4j.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The answers to queries that were asked together. An answer is read when it is asked for, so one that is a failure does not
 * hide the others.
 */
public final class Answers {

    /** By identity: two queries can be equal, and still be asked before and after something else. */
    private final IdentityHashMap<Query<?>, Integer> positions;

    private final List<Outcome> outcomes;

    private Answers(IdentityHashMap<Query<?>, Integer> positions, List<Outcome> outcomes) {
        this.positions = positions;
        this.outcomes = List.copyOf(outcomes);
    }

    /** What became of one command. */
    private sealed interface Outcome {

        /** The host answered. */
        record Answered(Answer answer) implements Outcome {}

        /** It did not end in time. */
        record Late(CommandTimeoutException timeout) implements Outcome {}
    }

    static Answers of(CommandExecutor executor, List<Query<?>> queries, Function<List<Command>, Batch> batch) {
        IdentityHashMap<Query<?>, Integer> positions = positions(queries);
        List<Command> commands = queries.stream().<Command>map(Query::command).toList();
        List<Outcome> outcomes = new ArrayList<>();
        for (CommandResult result : executor.runAll(batch.apply(commands))) {
            outcomes.add(new Outcome.Answered(new Answer(executor.target(), commands.get(outcomes.size()), result)));
        }
        return new Answers(positions, outcomes);
    }

    static Answers oneByOne(CommandExecutor executor, Duration limit, List<Query<?>> queries) {
        IdentityHashMap<Query<?>, Integer> positions = positions(queries);
        List<Outcome> outcomes = new ArrayList<>();
        for (Query<?> query : queries) {
            Outcome outcome = ask(executor, query.command().withTimeout(limit));
            outcomes.add(outcome);
            boolean first = outcomes.size() == 1;
            if (first
                    && !(outcome instanceof Outcome.Answered one
                            && one.answer().result().succeeded())) {
                break;
            }
        }
        return new Answers(positions, outcomes);
    }

    private static Outcome ask(CommandExecutor executor, Command command) {
        try {
            return new Outcome.Answered(new Answer(executor.target(), command, executor.run(command)));
        } catch (CommandTimeoutException e) {
            return new Outcome.Late(e);
        }
    }

    private static IdentityHashMap<Query<?>, Integer> positions(List<Query<?>> queries) {
        IdentityHashMap<Query<?>, Integer> positions = new IdentityHashMap<>();
        for (Query<?> query : queries) {
            if (positions.put(query, positions.size()) != null) {
                throw new IllegalArgumentException("asked twice in one round; make another query for a second look");
            }
        }
        return positions;
    }

    /** Whether the command of this query ran; not so if one before it failed and the round was to stop there. */
    public boolean has(Query<?> query) {
        return indexOf(query) < outcomes.size();
    }

    /**
     * The answer to one of the queries, the same object that was asked.
     *
     * @throws io.vmm4j.error.VmmException what the query's reader throws; the transcript shows the whole round up to here
     * @throws CommandTimeoutException if its command did not end in time; see {@link Query#askOneByOne}
     * @throws IllegalStateException if its command did not run; see {@link #has}
     * @throws IllegalArgumentException if the query was not one of them
     */
    public <T> T to(Query<T> query) {
        int index = indexOf(query);
        if (index >= outcomes.size()) {
            throw new IllegalStateException("not run, as a command before it failed: " + query.command());
        }
        Outcome outcome = outcomes.get(index);
        if (outcome instanceof Outcome.Late late) {
            throw late.timeout();
        }
        return query.read(((Outcome.Answered) outcome).answer(), before(index));
    }

    private List<Answer> before(int index) {
        return outcomes.subList(0, index).stream()
                .filter(Outcome.Answered.class::isInstance)
                .map(one -> ((Outcome.Answered) one).answer())
                .toList();
    }

    private int indexOf(Query<?> query) {
        Integer position = positions.get(query);
        if (position == null) {
            throw new IllegalArgumentException("not one of the queries that were asked: " + query.command());
        }
        return position;
    }
}
