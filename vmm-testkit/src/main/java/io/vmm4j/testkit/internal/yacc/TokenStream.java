package io.vmm4j.testkit.internal.yacc;

import org.jspecify.annotations.Nullable;

/**
 * The tokens, read only when the grammar needs to see them, and the recovery from errors as yacc(1) does it: the rest of the line
 * is dropped, and syntax errors are not reported again until three tokens were accepted.
 */
public class TokenStream {

    private static final int QUIET_TOKENS = 3;

    private final Lexer lexer;
    private final ConfReader reader;
    private @Nullable Token ahead;
    private int quiet;

    /** Tokens of a lexer; complaints go to the reader. */
    public TokenStream(Lexer lexer, ConfReader reader) {
        this.lexer = lexer;
        this.reader = reader;
    }

    /** A statement that could not be read to its end. */
    public static final class Abandoned extends Exception {

        private static final long serialVersionUID = 1L;

        private Abandoned() {
            super("statement abandoned", null, false, false);
        }
    }

    /** The next token, which stays. */
    public final Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    /** Takes the next token. */
    public final Token accept() {
        Token token = peek();
        ahead = null;
        quiet = Math.max(0, quiet - 1);
        return token;
    }

    /** Takes a keyword if it is next. */
    public final boolean acceptKeyword(String word) {
        boolean matches = peek().isKeyword(word);
        if (matches) {
            accept();
        }
        return matches;
    }

    /** Takes a character if it is next. */
    public final boolean acceptCharacter(char c) {
        boolean matches = peek().isCharacter(c);
        if (matches) {
            accept();
        }
        return matches;
    }

    /** Takes a keyword that must be next. */
    public final void expectKeyword(String word) throws Abandoned {
        if (!acceptKeyword(word)) {
            throw syntaxError();
        }
    }

    /** Takes a character that must be next. */
    public final void expectCharacter(char c) throws Abandoned {
        if (!acceptCharacter(c)) {
            throw syntaxError();
        }
    }

    /** Takes a string that must be next. */
    public final String expectString() throws Abandoned {
        if (!peek().isString()) {
            throw syntaxError();
        }
        return accept().text();
    }

    /** Takes a number that must be next. */
    public final long expectNumber() throws Abandoned {
        if (peek().kind() != Token.Kind.NUMBER) {
            throw syntaxError();
        }
        return accept().number();
    }

    /** Takes any number of newlines. */
    public final void optionalNewlines() {
        while (acceptCharacter('\n')) {
            // Any number.
        }
    }

    /** Takes one newline or more. */
    public final void newlines() throws Abandoned {
        expectCharacter('\n');
        optionalNewlines();
    }

    /** The next token does not fit. */
    public final Abandoned syntaxError() {
        if (quiet == 0) {
            reader.report("syntax error");
        }
        return new Abandoned();
    }

    /** What was read means something that is not allowed. */
    public final Abandoned refuse(String message) {
        reader.report(message);
        return new Abandoned();
    }

    /**
     * Goes on after the end of the line.
     *
     * @return false if the file ends before
     */
    public final boolean recover() {
        quiet = QUIET_TOKENS;
        while (!peek().isCharacter('\n')) {
            if (peek().kind() == Token.Kind.END) {
                return false;
            }
            ahead = null;
        }
        accept();
        return true;
    }
}
