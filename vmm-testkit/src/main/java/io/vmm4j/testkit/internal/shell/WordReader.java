package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Word.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads words: quotes, and where expansions stand in them. */
final class WordReader {

    private final Script script;
    private final DollarReader dollars;

    WordReader(Script script) {
        this.script = script;
        this.dollars = new DollarReader(script, this);
    }

    /** A word up to the next blank or operator. */
    Word read() throws IOException {
        Parts parts = new Parts();
        while (true) {
            int c = script.peek();
            if (c == '(' && parts.endsInPatternSign()) {
                readPatternGroup(parts);
            } else if (Characters.isMeta(c)) {
                return parts.toWord();
            } else {
                readUnquoted(parts);
            }
        }
    }

    /** What stands behind an operator in {@code ${...}}, and the closing brace. */
    Word readArgument(boolean quoted) throws IOException {
        Parts parts = new Parts();
        while (script.peek() != '}') {
            requireMore("}");
            if (!quoted) {
                readUnquoted(parts);
            } else if (script.peek() == '"') {
                script.next();
                readDoubleQuoted(parts);
            } else {
                readQuoted(parts, "$`\"\\}");
            }
        }
        script.next();
        return parts.toWord();
    }

    /** The text of a here document, in which only dollars, backquotes and backslashes mean something. */
    Word readHereDocument() throws IOException {
        Parts parts = new Parts();
        while (script.peek() != Script.END) {
            readQuoted(parts, "$`\\");
        }
        return parts.toWord();
    }

    private void readUnquoted(Parts parts) throws IOException {
        int c = script.next();
        switch (c) {
            case '\'' -> readSingleQuoted(parts);
            case '"' -> readDoubleQuoted(parts);
            case '\\' -> {
                int escaped = script.nextRaw();
                parts.quoted(escaped == Script.END ? '\\' : (char) escaped);
            }
            case '$' -> parts.add(dollars.read(false));
            case '`' -> parts.add(dollars.readBackquoted(false));
            default -> parts.literal((char) c);
        }
    }

    private void readSingleQuoted(Parts parts) throws IOException {
        parts.quoted("");
        for (int c = script.nextRaw(); c != '\''; c = script.nextRaw()) {
            if (c == Script.END) {
                throw new SyntaxError("no closing quote", true);
            }
            parts.quoted((char) c);
        }
    }

    private void readDoubleQuoted(Parts parts) throws IOException {
        if (script.peek() == '"') {
            parts.quoted("");
        }
        while (!script.take('"')) {
            if (script.peek() == Script.END) {
                throw new SyntaxError("no closing quote", true);
            }
            readQuoted(parts, "$`\"\\");
        }
    }

    /** One character or expansion inside double quotes; a backslash means something only before these. */
    private void readQuoted(Parts parts, String escapable) throws IOException {
        int c = script.next();
        switch (c) {
            case '\\' -> {
                int escaped = script.peek();
                parts.quoted(escaped != Script.END && escapable.indexOf(escaped) >= 0 ? (char) script.nextRaw() : '\\');
            }
            case '$' -> parts.add(dollars.read(true));
            case '`' -> parts.add(dollars.readBackquoted(true));
            default -> parts.quoted((char) c);
        }
    }

    /** {@code (a|b)} behind one of {@code @*+?!}. */
    private void readPatternGroup(Parts parts) throws IOException {
        parts.literal((char) script.next());
        while (script.peek() != ')') {
            requireMore(")");
            if (script.peek() == '(') {
                if (!parts.endsInPatternSign()) {
                    throw SyntaxError.unexpected("(");
                }
                readPatternGroup(parts);
            } else {
                readUnquoted(parts);
            }
        }
        parts.literal((char) script.next());
    }

    private void requireMore(String closing) throws IOException {
        if (script.peek() == Script.END) {
            throw new SyntaxError("syntax error: no closing `" + closing + "'", true);
        }
    }

    /** Collects the parts of a word. */
    static final class Parts {

        private final List<Part> parts = new ArrayList<>();
        private final StringBuilder run = new StringBuilder();
        private boolean runIsQuoted;
        private boolean hasRun;

        void literal(char c) {
            begin(false);
            run.append(c);
        }

        void quoted(char c) {
            begin(true);
            run.append(c);
        }

        void quoted(String text) {
            begin(true);
            run.append(text);
        }

        void add(Part part) {
            if (part instanceof Word.Literal literal) {
                literal.text().chars().forEach(c -> literal((char) c));
            } else if (part instanceof Word.Quoted quoted) {
                quoted(quoted.text());
            } else {
                end();
                parts.add(part);
            }
        }

        boolean endsInPatternSign() {
            return hasRun && !runIsQuoted && !run.isEmpty() && Characters.opensPattern(run.charAt(run.length() - 1));
        }

        private void begin(boolean quoted) {
            if (hasRun && runIsQuoted != quoted) {
                end();
            }
            hasRun = true;
            runIsQuoted = quoted;
        }

        private void end() {
            if (hasRun) {
                parts.add(runIsQuoted ? new Word.Quoted(run.toString()) : new Word.Literal(run.toString()));
                run.setLength(0);
                hasRun = false;
            }
        }

        Word toWord() {
            end();
            return new Word(parts);
        }
    }
}
