package io.vmm4j.exec;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * The answers to queries that were asked in one round trip. An answer is read when it is asked for, so one that is a failure
 * does not hide the others.
 */
public final class Answers {

    /** By identity: two queries can be equal, and still be asked before and after something else. */
    private final IdentityHashMap<Query<?>, Integer> positions;

    private final List<Answer> answers;

    private Answers(IdentityHashMap<Query<?>, Integer> positions, List<Answer> answers) {
        this.positions = positions;
        this.answers = answers;
    }

    static Answers of(CommandExecutor executor, List<Query<?>> queries, Function<List<Command>, Batch> batch) {
        IdentityHashMap<Query<?>, Integer> positions = new IdentityHashMap<>();
        List<Command> commands = new ArrayList<>();
        for (Query<?> query : queries) {
            if (positions.put(query, commands.size()) != null) {
                throw new IllegalArgumentException("asked twice in one round; make another query for a second look");
            }
            commands.add(query.command());
        }
        List<Answer> answers = new ArrayList<>();
        for (CommandResult result : executor.runAll(batch.apply(commands))) {
            answers.add(new Answer(executor.target(), commands.get(answers.size()), result));
        }
        return new Answers(positions, List.copyOf(answers));
    }

    /** Whether the command of this query ran; not so if one before it failed and the round was to stop there. */
    public boolean has(Query<?> query) {
        return indexOf(query) < answers.size();
    }

    /**
     * The answer to one of the queries, the same object that was asked.
     *
     * @throws io.vmm4j.error.VmmException what the query's reader throws; the transcript shows the whole round up to here
     * @throws IllegalStateException if its command did not run; see {@link #has}
     * @throws IllegalArgumentException if the query was not one of them
     */
    public <T> T to(Query<T> query) {
        int index = indexOf(query);
        if (index >= answers.size()) {
            throw new IllegalStateException("not run, as a command before it failed: " + query.command());
        }
        return query.read(answers.get(index), answers.subList(0, index));
    }

    private int indexOf(Query<?> query) {
        Integer position = positions.get(query);
        if (position == null) {
            throw new IllegalArgumentException("not one of the queries that were asked: " + query.command());
        }
        return position;
    }
}
