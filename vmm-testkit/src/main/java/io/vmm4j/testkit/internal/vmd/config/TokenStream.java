package io.vmm4j.testkit.internal.vmd.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens, read only when the grammar needs to see them, and the recovery from errors as yacc(1) does it: the rest of the line
 * is dropped, and syntax errors are not reported again until three tokens were accepted.
 */
final class TokenStream {

    private static final int QUIET_TOKENS = 3;

    private final Lexer lexer;
    private final ConfReader reader;
    private @Nullable Token ahead;
    private int quiet;

    TokenStream(Lexer lexer, ConfReader reader) {
        this.lexer = lexer;
        this.reader = reader;
    }

    /** A statement that could not be read to its end. */
    static final class Abandoned extends Exception {

        private static final long serialVersionUID = 1L;

        private Abandoned() {
            super("statement abandoned", null, false, false);
        }
    }

    Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    Token accept() {
        Token token = peek();
        ahead = null;
        quiet = Math.max(0, quiet - 1);
        return token;
    }

    boolean acceptKeyword(String word) {
        boolean matches = peek().isKeyword(word);
        if (matches) {
            accept();
        }
        return matches;
    }

    boolean acceptCharacter(char c) {
        boolean matches = peek().isCharacter(c);
        if (matches) {
            accept();
        }
        return matches;
    }

    void expectKeyword(String word) throws Abandoned {
        if (!acceptKeyword(word)) {
            throw syntaxError();
        }
    }

    void expectCharacter(char c) throws Abandoned {
        if (!acceptCharacter(c)) {
            throw syntaxError();
        }
    }

    String expectString() throws Abandoned {
        if (!peek().isString()) {
            throw syntaxError();
        }
        return accept().text();
    }

    long expectNumber() throws Abandoned {
        if (peek().kind() != Token.Kind.NUMBER) {
            throw syntaxError();
        }
        return accept().number();
    }

    /** One or more strings, joined; what follows must be something that can follow a string anywhere. */
    String expectStrings() throws Abandoned {
        StringBuilder text = new StringBuilder(expectString());
        while (peek().isString()) {
            text.append(accept().text());
        }
        Token next = peek();
        boolean follows = next.kind() == Token.Kind.CHARACTER
                ? "\n{},".contains(next.text())
                : next.kind() == Token.Kind.KEYWORD && AFTER_STRINGS.contains(next.text());
        if (!follows) {
            throw syntaxError();
        }
        return text.toString();
    }

    private static final Set<String> AFTER_STRINGS = Set.of(
            "allow",
            "boot",
            "cdrom",
            "disable",
            "disk",
            "down",
            "enable",
            "format",
            "group",
            "instance",
            "interface",
            "interfaces",
            "lladdr",
            "local",
            "locked",
            "memory",
            "owner",
            "rdomain",
            "sev",
            "seves",
            "switch",
            "up");

    /** After an option of a VM comes the end of the line or of the block, or a second option on the line of the first. */
    void requireEndOfOption() throws Abandoned {
        Token next = peek();
        boolean follows = next.kind() == Token.Kind.CHARACTER
                ? "\n}".contains(next.text())
                : next.kind() == Token.Kind.KEYWORD && OPTIONS.contains(next.text());
        if (!follows) {
            throw syntaxError();
        }
    }

    private static final Set<String> OPTIONS = Set.of(
            "allow",
            "boot",
            "cdrom",
            "disable",
            "disk",
            "enable",
            "interface",
            "interfaces",
            "local",
            "memory",
            "owner",
            "sev",
            "seves");

    void optionalNewlines() {
        while (acceptCharacter('\n')) {
            // Any number.
        }
    }

    void newlines() throws Abandoned {
        expectCharacter('\n');
        optionalNewlines();
    }

    /** The next token does not fit. */
    Abandoned syntaxError() {
        if (quiet == 0) {
            reader.report("syntax error");
        }
        return new Abandoned();
    }

    /** What was read means something that is not allowed. */
    Abandoned refuse(String message) {
        reader.report(message);
        return new Abandoned();
    }

    /**
     * Goes on after the end of the line.
     *
     * @return false if the file ends before
     */
    boolean recover() {
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
