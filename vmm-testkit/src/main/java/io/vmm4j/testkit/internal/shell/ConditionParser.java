package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Tree.Condition;
import java.io.IOException;
import java.util.Optional;

/** Makes trees of what stands in {@code [[ ]]}. */
final class ConditionParser {

    private final Lexer lexer;
    private final Parser parser;

    ConditionParser(Lexer lexer, Parser parser) {
        this.lexer = lexer;
        this.parser = parser;
    }

    /** The condition behind {@code [[}, and the closing brackets. */
    Condition read() throws IOException {
        Condition condition = or();
        parser.skipNewlines();
        if (!isWord("]]")) {
            throw lexer.peek() instanceof Token.End ? SyntaxError.unmatched("[[") : parser.unexpected();
        }
        lexer.next();
        return condition;
    }

    private Condition or() throws IOException {
        Condition left = and();
        while (lexer.take("||")) {
            left = new Condition.Junction(left, and(), false);
        }
        return left;
    }

    private Condition and() throws IOException {
        Condition left = primary();
        while (lexer.take("&&")) {
            left = new Condition.Junction(left, primary(), true);
        }
        return left;
    }

    private Condition primary() throws IOException {
        parser.skipNewlines();
        if (isWord("!")) {
            lexer.next();
            return new Condition.Negation(primary());
        }
        if (lexer.take("(")) {
            Condition inner = or();
            parser.skipNewlines();
            if (!lexer.take(")")) {
                throw parser.unexpected();
            }
            parser.skipNewlines();
            return inner;
        }
        Word first = operand();
        Optional<String> unary = first.literal().filter(TestOperators::isUnary);
        if (unary.isPresent() && lexer.peek() instanceof Token.WordToken && !isBinaryNext() && !isWord("]]")) {
            return new Condition.Unary(unary.get(), operand());
        }
        if (isBinaryNext()) {
            String operator = takeBinary();
            parser.skipNewlines();
            return new Condition.Binary(first, operator, operand());
        }
        parser.skipNewlines();
        return new Condition.Text(first);
    }

    private Word operand() throws IOException {
        if (!(lexer.peek() instanceof Token.WordToken token) || isWord("]]")) {
            throw parser.unexpected();
        }
        lexer.next();
        return token.word();
    }

    private boolean isWord(String text) throws IOException {
        return lexer.peek() instanceof Token.WordToken token && token.word().is(text);
    }

    private boolean isBinaryNext() throws IOException {
        if (lexer.peek() instanceof Token.RedirectionToken token) {
            return token.kind() == Redirection.Kind.READ || token.kind() == Redirection.Kind.WRITE;
        }
        return lexer.peek() instanceof Token.WordToken token
                && token.word().literal().filter(TestOperators::isBinary).isPresent();
    }

    private String takeBinary() throws IOException {
        Token token = lexer.next();
        return token instanceof Token.WordToken word ? word.word().rawText() : token.shown();
    }
}
