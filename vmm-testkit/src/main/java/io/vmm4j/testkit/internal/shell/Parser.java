package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Redirection.HereDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes trees of a script: lists, pipelines and simple commands. {@link CompoundParser} does what has words of its own. */
final class Parser {

    /** Words that mean something at the beginning of a command. */
    private static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "case",
            "esac",
            "for",
            "select",
            "while",
            "until",
            "do",
            "done",
            "in",
            "function",
            "time",
            "{",
            "}",
            "!",
            "[[");

    /** Those of them that begin one. */
    private static final Set<String> OPENING =
            Set.of("if", "case", "for", "select", "while", "until", "function", "time", "{", "!", "[[");

    private final Lexer lexer;
    private final CompoundParser compounds;

    Parser(Script script) {
        this.lexer = new Lexer(script);
        this.compounds = new CompoundParser(lexer, this);
    }

    /** What one line, or as many as it takes, was. */
    sealed interface Line {
        /** A command. */
        record Complete(Tree tree) implements Line {}

        /** Nothing, or a comment. */
        record Empty() implements Line {}

        /** The script is over. */
        record End() implements Line {}
    }

    static boolean isReserved(String word) {
        return RESERVED.contains(word);
    }

    /** The whole of a script; empty if there is nothing in it. */
    static Optional<Tree> parseAll(String script) {
        try {
            Parser parser = new Parser(new Script(LineSource.of(script)));
            Optional<Tree> tree = parser.list(true);
            parser.requireEnd();
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next command that is complete. */
    Line nextLine() throws IOException {
        lexer.script().forget();
        Optional<Tree> tree = list(false);
        if (!lexer.take("\n")) {
            requireEnd();
            if (tree.isEmpty()) {
                return new Line.End();
            }
        }
        return tree.<Line>map(Line.Complete::new).orElseGet(Line.Empty::new);
    }

    /** Forgets the rest of the line, after an error. */
    void reset() {
        lexer.reset();
    }

    int line() {
        return lexer.script().line();
    }

    /** The commands up to a closing parenthesis, which is taken. */
    Optional<Tree> readUntilParenthesis() throws IOException {
        Optional<Tree> tree = list(true);
        if (lexer.take(")")) {
            return tree;
        }
        throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched("$(") : unexpected();
    }

    private void requireEnd() throws IOException {
        if (!(lexer.peek() instanceof Token.End)) {
            throw unexpected();
        }
    }

    SyntaxError unexpected() throws IOException {
        Token token = lexer.peek();
        return token instanceof Token.End ? SyntaxError.unexpectedEnd() : SyntaxError.unexpected(token.shown());
    }

    /** Commands separated by {@code ; &} and, if there may be several lines, newlines. */
    Optional<Tree> list(boolean lines) throws IOException {
        List<Tree> commands = new ArrayList<>();
        while (true) {
            Tree command = andOr();
            if (lines && lexer.take("\n")) {
                if (command == null) {
                    continue;
                }
            } else if (command == null) {
                break;
            } else if (lexer.take("&")) {
                command = new Tree.Background(command);
            } else if (!lexer.take(";")) {
                commands.add(command);
                break;
            }
            commands.add(command);
        }
        return switch (commands.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(commands.get(0));
            default -> Optional.of(new Tree.Sequence(commands));
        };
    }

    private @Nullable Tree andOr() throws IOException {
        Tree left = pipeline();
        while (left != null && (lexer.isNext("&&") || lexer.isNext("||"))) {
            boolean both = lexer.take("&&") || !lexer.take("||");
            skipNewlines();
            left = new Tree.Both(left, required(pipeline()), both);
        }
        return left;
    }

    private Tree required(@Nullable Tree tree) throws IOException {
        if (tree == null) {
            throw unexpected();
        }
        return tree;
    }

    @Nullable
    Tree pipeline() throws IOException {
        Tree first = command();
        if (first == null || !lexer.isNext("|")) {
            return first;
        }
        List<Tree> commands = new ArrayList<>(List.of(first));
        while (lexer.take("|")) {
            skipNewlines();
            commands.add(required(command()));
        }
        return new Tree.Pipeline(commands);
    }

    void skipNewlines() throws IOException {
        boolean more = true;
        while (more) {
            more = lexer.take("\n");
        }
    }

    /** The reserved word that comes next; empty if it is none. */
    Optional<String> reservedWord() throws IOException {
        return lexer.peek() instanceof Token.WordToken token
                ? token.word().literal().filter(RESERVED::contains)
                : Optional.empty();
    }

    /** One command; null if none begins here. */
    @Nullable
    Tree command() throws IOException {
        Token token = lexer.peek();
        Optional<String> reserved = reservedWord();
        if (reserved.isPresent()) {
            return OPENING.contains(reserved.get()) ? compounds.read(reserved.get()) : null;
        }
        if (token instanceof Token.WordToken || token instanceof Token.RedirectionToken) {
            return simple();
        }
        return lexer.isNext("(") ? compounds.readParenthesis() : null;
    }

    private Tree simple() throws IOException {
        int line = lexer.script().line();
        List<Tree.Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        while (true) {
            if (lexer.peek() instanceof Token.WordToken token) {
                lexer.next();
                Optional<Tree.Assignment> assignment =
                        words.isEmpty() ? Assignments.of(token.word()) : Optional.empty();
                assignment.ifPresentOrElse(assignments::add, () -> words.add(token.word()));
            } else if (lexer.peek() instanceof Token.RedirectionToken) {
                redirections.add(redirection());
            } else if (lexer.isNext("(")) {
                return parenthesisAfter(assignments, words, redirections);
            } else {
                return new Tree.Simple(line, assignments, words, redirections);
            }
        }
    }

    private Tree parenthesisAfter(List<Tree.Assignment> assignments, List<Word> words, List<Redirection> redirections)
            throws IOException {
        if (!assignments.isEmpty()) {
            throw unexpected();
        }
        if (words.isEmpty()) {
            return new Tree.Redirected(compounds.readParenthesis(), redirections);
        }
        if (words.size() != 1 || !redirections.isEmpty()) {
            throw unexpected();
        }
        lexer.next();
        if (!lexer.take(")")) {
            throw unexpected();
        }
        return compounds.function(words.get(0), false);
    }

    /** The redirections that follow a compound command, around it. */
    Tree withRedirections(Tree body) throws IOException {
        List<Redirection> redirections = new ArrayList<>();
        while (lexer.peek() instanceof Token.RedirectionToken) {
            redirections.add(redirection());
        }
        return redirections.isEmpty() ? body : new Tree.Redirected(body, redirections);
    }

    private Redirection redirection() throws IOException {
        if (!(lexer.next() instanceof Token.RedirectionToken operator)) {
            throw new IllegalStateException("no redirection");
        }
        if (!(lexer.peek() instanceof Token.WordToken target)) {
            throw unexpected();
        }
        lexer.next();
        HereDocument document = new HereDocument();
        if (operator.kind() == Redirection.Kind.HERE) {
            lexer.expect(document, target.word(), operator.stripTabs());
        }
        return new Redirection(operator.descriptor(), operator.kind(), target.word(), document);
    }
}
