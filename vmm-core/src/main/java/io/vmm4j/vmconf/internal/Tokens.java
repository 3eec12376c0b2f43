package io.vmm4j.vmconf.internal;

import io.vmm4j.vmconf.Option;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens for a parser that fails where and with what words vmd(8)'s yacc parser does.
 *
 * <p>vmd complains about the line of the token it read last. So it matters whether the token after the last one taken has
 * been read already: {@link #peek()} and {@link #at} read it, {@link #take()} does not.
 */
final class Tokens {

    /** How many tokens must be taken after an error until vmd(8) reports the next syntax error. */
    private static final int QUIET = 3;

    /** What may follow a string somewhere; anything else is an error even before the string is used. */
    private static final Set<TokenKind> AFTER_STRING = EnumSet.of(
            TokenKind.NEWLINE,
            TokenKind.OPEN,
            TokenKind.CLOSE,
            TokenKind.COMMA,
            TokenKind.INSTANCE,
            TokenKind.FORMAT,
            TokenKind.SWITCH,
            TokenKind.GROUP,
            TokenKind.LOCKED,
            TokenKind.LLADDR,
            TokenKind.RDOMAIN,
            TokenKind.UP,
            TokenKind.DOWN,
            TokenKind.ENABLE,
            TokenKind.DISABLE,
            TokenKind.INTERFACE,
            TokenKind.SEV,
            TokenKind.SEVES,
            TokenKind.DISK,
            TokenKind.LOCAL,
            TokenKind.BOOT,
            TokenKind.CDROM,
            TokenKind.INTERFACES,
            TokenKind.MEMORY,
            TokenKind.OWNER,
            TokenKind.ALLOW);

    private final Lexer lexer;
    private final Recorder recorder;
    private @Nullable Token ahead;
    private Token last;
    private int quiet;

    Tokens(Lexer lexer, Recorder recorder) {
        this.lexer = lexer;
        this.recorder = recorder;
        this.last = new Token(TokenKind.NEWLINE, "", lexer.source(), 0, 0, 1);
    }

    /** The next token, read but not taken. */
    Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    boolean at(TokenKind kind) {
        return peek().kind() == kind;
    }

    boolean atOneOf(Set<TokenKind> kinds) {
        return kinds.contains(peek().kind());
    }

    /** Takes the next token, whatever it is. */
    Token take() {
        Token token = peek();
        ahead = null;
        last = token;
        if (quiet > 0) {
            quiet--;
        }
        recorder.take(token);
        return token;
    }

    /** Takes a token of this kind, or fails. */
    Token expect(TokenKind kind) {
        if (!at(kind)) {
            throw syntaxError();
        }
        return take();
    }

    /** Takes the next token if it is of this kind. */
    boolean takeIf(TokenKind kind) {
        if (!at(kind)) {
            return false;
        }
        take();
        return true;
    }

    /** One string or several in a row, which make one. */
    String string() {
        String first = expect(TokenKind.STRING).text();
        if (at(TokenKind.STRING)) {
            StringBuilder all = new StringBuilder(first);
            while (at(TokenKind.STRING)) {
                all.append(take().text());
            }
            first = all.toString();
        }
        if (!atOneOf(AFTER_STRING)) {
            throw syntaxError();
        }
        return first;
    }

    long number() {
        return Long.parseLong(expect(TokenKind.NUMBER).text());
    }

    /** Takes newlines, if there are any. */
    void newlines() {
        while (at(TokenKind.NEWLINE)) {
            recorder.endLine(take());
        }
    }

    /** Takes one newline at least. */
    void endOfLine() {
        recorder.endLine(expect(TokenKind.NEWLINE));
        newlines();
    }

    void open(Option.Kind kind) {
        recorder.open(kind, peek());
    }

    Option close() {
        return recorder.close(last);
    }

    Option closeAs(Option.Kind kind) {
        return recorder.closeAs(kind, last);
    }

    /** What was read makes no sense here. */
    ParseFailure syntaxError() {
        if (quiet == 0) {
            lexer.complain("syntax error");
        }
        quiet = QUIET;
        return new ParseFailure();
    }

    /** What was read makes sense, but vmd(8) does not take it. */
    ParseFailure refuse(String message) {
        lexer.complain(message);
        quiet = QUIET;
        return new ParseFailure();
    }

    /** Skips the rest of the line after a failure; false if the input ends there. */
    boolean recover() {
        while (!at(TokenKind.NEWLINE)) {
            if (at(TokenKind.END)) {
                return false;
            }
            ahead = null;
        }
        take();
        return true;
    }
}
