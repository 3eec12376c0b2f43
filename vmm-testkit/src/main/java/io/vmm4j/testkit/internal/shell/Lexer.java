package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Redirection.HereDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes tokens of a script, one ahead. */
final class Lexer {

    private static final Token END = new Token.End();

    private final Script script;
    private final WordReader words;
    private final List<Pending> pending = new ArrayList<>();
    private @Nullable Token ahead;

    /** A here document whose lines are still to come. */
    private record Pending(HereDocument document, String delimiter, boolean expand, boolean stripTabs) {}

    Lexer(Script script) {
        this.script = script;
        this.words = new WordReader(script);
    }

    Script script() {
        return script;
    }

    /** The next token, without taking it. */
    Token peek() throws IOException {
        if (ahead == null) {
            ahead = read();
        }
        return ahead;
    }

    /** Takes the next token. */
    Token next() throws IOException {
        Token token = peek();
        ahead = null;
        return token;
    }

    /** Takes the next token if it is this operator. */
    boolean take(String operator) throws IOException {
        if (!isNext(operator)) {
            return false;
        }
        next();
        return true;
    }

    /** Whether the next token is this operator. */
    boolean isNext(String operator) throws IOException {
        return peek() instanceof Token.Operator found && found.sign().equals(operator);
    }

    /** Whether the script goes on with this character, behind the token that was last taken. */
    boolean continuesWith(char c) throws IOException {
        return ahead == null && script.peek() == c;
    }

    /** An expression up to {@code ))}, behind an opening {@code ((}; empty, and nothing taken, if it is none. */
    Optional<Word> readExpression() throws IOException {
        Script.Mark mark = script.mark();
        script.next();
        Optional<Word> expression = new DollarReader(script, words).readExpression();
        if (expression.isEmpty()) {
            script.reset(mark);
        }
        return expression;
    }

    /** Expects the lines of a here document behind the current line. */
    void expect(HereDocument document, Word delimiter, boolean stripTabs) {
        pending.add(new Pending(document, delimiter.rawText(), !delimiter.hasQuotes(), stripTabs));
    }

    private Token read() throws IOException {
        skipBlanks();
        int c = script.peek();
        if (c == Script.END) {
            readPending();
            return END;
        }
        if (c == '\n') {
            script.next();
            readPending();
            return new Token.Operator("\n");
        }
        if (c == '<' || c == '>') {
            return readRedirection(-1);
        }
        if (Characters.isMeta(c)) {
            return new Token.Operator(readOperator());
        }
        Word word = words.read();
        int after = script.peek();
        Optional<String> digits =
                word.literal().filter(text -> text.length() == 1 && Characters.isDigit(text.charAt(0)));
        if (digits.isPresent() && (after == '<' || after == '>')) {
            return readRedirection(digits.get().charAt(0) - '0');
        }
        return new Token.WordToken(word);
    }

    private void skipBlanks() throws IOException {
        while (script.peek() == ' ' || script.peek() == '\t') {
            script.next();
        }
        if (script.peek() == '#') {
            while (script.peek() != '\n' && script.peek() != Script.END) {
                script.nextRaw();
            }
        }
    }

    private String readOperator() throws IOException {
        char c = (char) script.next();
        boolean doubled = (c == '&' || c == '|' || c == ';') && script.take(c);
        if (doubled) {
            return String.valueOf(c) + c;
        }
        return c == '|' && script.take('&') ? "|&" : String.valueOf(c);
    }

    private Token readRedirection(int descriptor) throws IOException {
        boolean stripTabs = false;
        Redirection.Kind kind;
        if (script.next() == '<') {
            if (script.take('<')) {
                kind = Redirection.Kind.HERE;
                stripTabs = script.take('-');
            } else {
                kind = script.take('&')
                        ? Redirection.Kind.DUPLICATE_IN
                        : script.take('>') ? Redirection.Kind.READ_WRITE : Redirection.Kind.READ;
            }
        } else if (script.take('>')) {
            kind = Redirection.Kind.APPEND;
        } else {
            kind = script.take('&')
                    ? Redirection.Kind.DUPLICATE_OUT
                    : script.take('|') ? Redirection.Kind.CLOBBER : Redirection.Kind.WRITE;
        }
        return new Token.RedirectionToken(descriptor < 0 ? kind.defaultDescriptor() : descriptor, kind, stripTabs);
    }

    private void readPending() throws IOException {
        List<Pending> now = List.copyOf(pending);
        pending.clear();
        for (Pending document : now) {
            String text = readLines(document);
            document.document()
                    .setBody(
                            document.expand()
                                    ? new WordReader(new Script(LineSource.of(text))).readHereDocument()
                                    : Word.quoted(text));
        }
    }

    private String readLines(Pending document) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            Optional<String> read = script.restOfLine();
            if (read.isEmpty()) {
                throw new SyntaxError("here document `" + document.delimiter() + "' unclosed", true);
            }
            String line = document.stripTabs() ? read.get().replaceFirst("^\t+", "") : read.get();
            if (line.equals(document.delimiter() + "\n") || line.equals(document.delimiter())) {
                return text.toString();
            }
            text.append(line);
        }
    }

    /** Forgets what was read ahead and is still to come, after an error. */
    void reset() {
        ahead = null;
        pending.clear();
        script.forgetAll();
    }
}
