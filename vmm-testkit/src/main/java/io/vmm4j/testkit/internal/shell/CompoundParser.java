package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes trees of compound commands: what begins with a reserved word or a parenthesis. */
final class CompoundParser {

    private final Lexer lexer;
    private final Parser parser;

    CompoundParser(Lexer lexer, Parser parser) {
        this.lexer = lexer;
        this.parser = parser;
    }

    /** The command that begins with this reserved word, which is still to be taken. */
    Tree read(String word) throws IOException {
        lexer.next();
        return switch (word) {
            case "{" -> parser.withRedirections(body("{", "}"));
            case "if" -> parser.withRedirections(conditional());
            case "while" -> parser.withRedirections(loop(word, false));
            case "until" -> parser.withRedirections(loop(word, true));
            case "for" -> parser.withRedirections(forLoop());
            case "case" -> parser.withRedirections(choice());
            case "[[" -> parser.withRedirections(new Tree.Conditional(new ConditionParser(lexer, parser).read()));
            case "!" -> new Tree.Not(pipelineBehind());
            case "time" -> timed();
            case "function" -> kornFunction();
            default -> throw new SyntaxError("syntax error: `" + word + "' is not simulated", false);
        };
    }

    private Tree pipelineBehind() throws IOException {
        Tree tree = parser.pipeline();
        if (tree == null) {
            throw parser.unexpected();
        }
        return tree;
    }

    private Tree timed() throws IOException {
        boolean posix =
                lexer.peek() instanceof Token.WordToken token && token.word().is("-p");
        if (posix) {
            lexer.next();
        }
        return new Tree.Timed(Optional.ofNullable(parser.pipeline()), posix);
    }

    /** {@code ( )} or {@code (( ))}; the first parenthesis is still to be taken. */
    Tree readParenthesis() throws IOException {
        lexer.next();
        if (lexer.continuesWith('(')) {
            Optional<Word> expression = lexer.readExpression();
            if (expression.isPresent()) {
                return parser.withRedirections(new Tree.Arithmetical(expression.get()));
            }
        }
        Tree body = required(parser.list(true), "(");
        close("(", ")");
        return parser.withRedirections(new Tree.Subshell(body));
    }

    private void close(String opened, String closing) throws IOException {
        if (!lexer.take(closing)) {
            throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched(opened) : parser.unexpected();
        }
    }

    private Tree required(Optional<Tree> tree, String opened) throws IOException {
        if (tree.isPresent()) {
            return tree.get();
        }
        throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched(opened) : parser.unexpected();
    }

    /** Whether this reserved word comes next; it is taken then. */
    private boolean take(String word) throws IOException {
        if (!parser.reservedWord().filter(word::equals).isPresent()) {
            return false;
        }
        lexer.next();
        return true;
    }

    private void expect(String opened, String word) throws IOException {
        if (!take(word)) {
            throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched(opened) : parser.unexpected();
        }
    }

    private Tree body(String opened, String closing) throws IOException {
        Tree body = required(parser.list(true), opened);
        expect(opened, closing);
        return body;
    }

    private Tree conditional() throws IOException {
        Tree tree = thenPart("if");
        expect("if", "fi");
        return tree;
    }

    private Tree thenPart(String opened) throws IOException {
        Tree condition = required(parser.list(true), opened);
        expect(opened, "then");
        Tree then = required(parser.list(true), "then");
        Optional<Tree> otherwise = Optional.empty();
        if (take("elif")) {
            otherwise = Optional.of(thenPart("elif"));
        } else if (take("else")) {
            otherwise = Optional.of(required(parser.list(true), "else"));
        }
        return new Tree.If(condition, then, otherwise);
    }

    private Tree loop(String opened, boolean untilTrue) throws IOException {
        Tree condition = required(parser.list(true), opened);
        expect(opened, "do");
        return new Tree.Loop(condition, body(opened, "done"), untilTrue);
    }

    private Tree forLoop() throws IOException {
        String variable = lexer.next() instanceof Token.WordToken token
                ? token.word().literal().orElse("")
                : "";
        if (!Characters.isName(variable)) {
            throw new SyntaxError("syntax error: for: bad identifier", false);
        }
        parser.skipNewlines();
        Optional<List<Word>> words = Optional.empty();
        if (take("in")) {
            List<Word> found = new ArrayList<>();
            while (lexer.peek() instanceof Token.WordToken token) {
                found.add(token.word());
                lexer.next();
            }
            if (!lexer.take(";") && !lexer.take("\n")) {
                throw parser.unexpected();
            }
            words = Optional.of(found);
        } else {
            lexer.take(";");
        }
        parser.skipNewlines();
        if (take("{")) {
            return new Tree.For(variable, words, body("for", "}"));
        }
        expect("for", "do");
        return new Tree.For(variable, words, body("for", "done"));
    }

    private Tree choice() throws IOException {
        if (!(lexer.peek() instanceof Token.WordToken subject)) {
            throw parser.unexpected();
        }
        lexer.next();
        parser.skipNewlines();
        boolean braces = take("{");
        if (!braces) {
            expect("case", "in");
        }
        String closing = braces ? "}" : "esac";
        List<Tree.Branch> branches = new ArrayList<>();
        parser.skipNewlines();
        while (!take(closing)) {
            branches.add(branch(closing));
            parser.skipNewlines();
        }
        return new Tree.Case(subject.word(), branches);
    }

    private Tree.Branch branch(String closing) throws IOException {
        lexer.take("(");
        List<Word> patterns = new ArrayList<>();
        do {
            if (!(lexer.peek() instanceof Token.WordToken pattern)) {
                throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched("case") : parser.unexpected();
            }
            patterns.add(pattern.word());
            lexer.next();
        } while (lexer.take("|"));
        if (!lexer.take(")")) {
            throw parser.unexpected();
        }
        Optional<Tree> body = parser.list(true);
        if (!lexer.take(";;") && !parser.reservedWord().filter(closing::equals).isPresent()) {
            throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched("case") : parser.unexpected();
        }
        return new Tree.Branch(patterns, body);
    }

    private Tree kornFunction() throws IOException {
        if (!(lexer.next() instanceof Token.WordToken token)) {
            throw parser.unexpected();
        }
        parser.skipNewlines();
        if (!parser.reservedWord().filter("{"::equals).isPresent()) {
            throw parser.unexpected();
        }
        return function(token.word(), true);
    }

    /** The body of a function behind its head. */
    Tree function(Word name, boolean korn) throws IOException {
        String text = name.rawText();
        if (text.isEmpty() || text.chars().anyMatch(c -> " \t\n\"#$&'()*;<>?[\\`|=".indexOf(c) >= 0)) {
            throw new SyntaxError("syntax error: " + text + ": invalid function name", false);
        }
        parser.skipNewlines();
        Tree body = parser.command();
        if (body == null) {
            throw parser.unexpected();
        }
        return new Tree.Function(text, body, korn);
    }
}
