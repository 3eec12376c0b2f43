package io.vmm4j.testkit.internal.shell;

import java.io.IOException;
import java.util.Optional;

/** The text being read, with a place in it that can be gone back to. Used by one thread. */
final class Script {

    static final int END = -1;

    private final LineSource source;
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int line = 1;
    private boolean ended;

    Script(LineSource source) {
        this.source = source;
    }

    /** The line that is being read, from 1. */
    int line() {
        return line;
    }

    /** The next character without taking it; backslash and newline together are nothing. */
    int peek() throws IOException {
        while (raw(0) == '\\' && raw(1) == '\n') {
            at += 2;
            line++;
        }
        return raw(0);
    }

    /** The character behind the next one. */
    int peekSecond() throws IOException {
        peek();
        int skip = 1;
        while (raw(skip) == '\\' && raw(skip + 1) == '\n') {
            skip += 2;
        }
        return raw(skip);
    }

    /** Takes the next character. */
    int next() throws IOException {
        int c = peek();
        return c == END ? c : nextRaw();
    }

    /** Takes the next character, whatever it is. */
    int nextRaw() throws IOException {
        int c = raw(0);
        if (c != END) {
            at++;
            line += c == '\n' ? 1 : 0;
        }
        return c;
    }

    /** Takes the next character if it is this one. */
    boolean take(char wanted) throws IOException {
        if (peek() != wanted) {
            return false;
        }
        next();
        return true;
    }

    private int raw(int ahead) throws IOException {
        while (at + ahead >= text.length()) {
            if (ended) {
                return END;
            }
            Optional<String> more = source.next();
            more.ifPresentOrElse(text::append, () -> ended = true);
        }
        return text.charAt(at + ahead);
    }

    /** The rest of the line with its newline, whatever it is; empty at the end of the script. */
    Optional<String> restOfLine() throws IOException {
        if (raw(0) == END) {
            return Optional.empty();
        }
        StringBuilder rest = new StringBuilder();
        int c;
        do {
            c = nextRaw();
            rest.append(c == END ? "" : String.valueOf((char) c));
        } while (c != '\n' && c != END);
        return Optional.of(rest.toString());
    }

    /** A place to go back to. */
    record Mark(int at, int line) {}

    Mark mark() {
        return new Mark(at, line);
    }

    void reset(Mark mark) {
        at = mark.at();
        line = mark.line();
    }

    /** Forgets what was read; marks from before are void. */
    void forget() {
        text.delete(0, at);
        at = 0;
    }

    /** Forgets everything that is there, after an error. */
    void forgetAll() {
        text.setLength(0);
        at = 0;
    }
}
