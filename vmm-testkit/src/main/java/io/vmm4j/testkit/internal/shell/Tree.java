package io.vmm4j.testkit.internal.shell;

import java.util.List;
import java.util.Optional;

/** A command as the parser made it. Immutable, but for here documents that are still being read. */
sealed interface Tree {

    /**
     * Assignments, words and redirections.
     *
     * @param line where it stands
     */
    record Simple(int line, List<Assignment> assignments, List<Word> words, List<Redirection> redirections)
            implements Tree {}

    /** {@code name=value}. */
    record Assignment(String name, Word value) {}

    /** Commands joined by {@code |}; at least two. */
    record Pipeline(List<Tree> commands) implements Tree {}

    /** {@code &&} or {@code ||}. */
    record Both(Tree left, Tree right, boolean rightOnSuccess) implements Tree {}

    /** Commands one after the other. */
    record Sequence(List<Tree> commands) implements Tree {}

    /** {@code &}. */
    record Background(Tree command) implements Tree {}

    /** {@code !}. */
    record Not(Tree command) implements Tree {}

    /** {@code time}, or {@code time -p}; of nothing if empty. */
    record Timed(Optional<Tree> command, boolean posix) implements Tree {}

    /** {@code ( )}. */
    record Subshell(Tree body) implements Tree {}

    /** A compound command with redirections of its own. */
    record Redirected(Tree body, List<Redirection> redirections) implements Tree {}

    /** {@code if}, with what follows {@code else}, or the next {@code elif}. */
    record If(Tree condition, Tree then, Optional<Tree> otherwise) implements Tree {}

    /** {@code while}, or {@code until} if it runs while the condition fails. */
    record Loop(Tree condition, Tree body, boolean untilTrue) implements Tree {}

    /** {@code for}; over the positional parameters without words. */
    record For(String variable, Optional<List<Word>> words, Tree body) implements Tree {}

    /** {@code case}. */
    record Case(Word subject, List<Branch> branches) implements Tree {}

    /** One branch of a case. */
    record Branch(List<Word> patterns, Optional<Tree> body) {}

    /** {@code name() body}, or {@code function name { body }}, which has {@code $0} of its own. */
    record Function(String name, Tree body, boolean korn) implements Tree {}

    /** {@code [[ ]]}. */
    record Conditional(Condition condition) implements Tree {}

    /** {@code (( ))}. */
    record Arithmetical(Word expression) implements Tree {}

    /** What stands in {@code [[ ]]}. */
    sealed interface Condition {

        /** {@code -x word}. */
        record Unary(String operator, Word operand) implements Condition {}

        /** {@code word = word}. */
        record Binary(Word left, String operator, Word right) implements Condition {}

        /** A word alone: whether it is empty. */
        record Text(Word word) implements Condition {}

        /** {@code !}. */
        record Negation(Condition condition) implements Condition {}

        /** {@code &&} or {@code ||}. */
        record Junction(Condition left, Condition right, boolean both) implements Condition {}
    }
}
