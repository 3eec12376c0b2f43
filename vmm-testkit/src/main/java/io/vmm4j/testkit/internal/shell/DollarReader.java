package io.vmm4j.testkit.internal.shell;

import io.vmm4j.testkit.internal.shell.Word.Operator;
import io.vmm4j.testkit.internal.shell.Word.Part;
import io.vmm4j.testkit.internal.shell.WordReader.Parts;
import java.io.IOException;
import java.util.Optional;

/** Reads what begins with a dollar or a backquote. */
final class DollarReader {

    private final Script script;
    private final WordReader words;

    DollarReader(Script script, WordReader words) {
        this.script = script;
        this.words = words;
    }

    /** What stands behind a dollar that was taken. */
    Part read(boolean quoted) throws IOException {
        int c = script.peek();
        if (c == '(') {
            return script.peekSecond() == '(' ? readComputation(quoted) : readSubstitution(quoted);
        }
        if (c == '{') {
            script.next();
            return readBraced(quoted);
        }
        if (Characters.isNameStart(c)) {
            return plain(readName(), quoted);
        }
        if (Characters.isDigit(c) || Characters.isSpecialParameter(c)) {
            script.next();
            return plain(String.valueOf((char) c), quoted);
        }
        return quoted ? new Word.Quoted("$") : new Word.Literal("$");
    }

    private static Part plain(String name, boolean quoted) {
        return new Word.Parameter(name, Operator.PLAIN, false, Word.EMPTY, quoted);
    }

    private String readName() throws IOException {
        StringBuilder name = new StringBuilder();
        while (Characters.isNamePart(script.peek())) {
            name.append((char) script.next());
        }
        return name.toString();
    }

    private Part readSubstitution(boolean quoted) throws IOException {
        script.next();
        return new Word.Substitution(new Parser(script).readUntilParenthesis(), quoted);
    }

    /** {@code $((}: an expression, or else a subshell in a substitution. */
    private Part readComputation(boolean quoted) throws IOException {
        Script.Mark mark = script.mark();
        try {
            script.next();
            script.next();
            Optional<Word> expression = readExpression();
            if (expression.isPresent()) {
                return new Word.Computation(expression.get(), quoted);
            }
        } catch (SyntaxError e) {
            if (e.isAtEnd()) {
                throw e;
            }
        }
        script.reset(mark);
        return readSubstitution(quoted);
    }

    /** An expression and the two parentheses that end it; empty if it ends otherwise. */
    Optional<Word> readExpression() throws IOException {
        Parts parts = new Parts();
        int depth = 0;
        while (true) {
            int c = script.next();
            switch (c) {
                case Script.END -> throw new SyntaxError("syntax error: no closing `))'", true);
                case '$' -> parts.add(read(true));
                case '`' -> parts.add(readBackquoted(true));
                case '(' -> {
                    depth++;
                    parts.quoted('(');
                }
                case ')' -> {
                    if (depth == 0) {
                        return script.take(')') ? Optional.of(parts.toWord()) : Optional.empty();
                    }
                    depth--;
                    parts.quoted(')');
                }
                default -> parts.quoted((char) c);
            }
        }
    }

    /** What stands behind a dollar and an opening brace, and the closing one. */
    private Part readBraced(boolean quoted) throws IOException {
        Script.Mark mark = script.mark();
        if (script.take('#') && !isEndOrOperator(script.peek())) {
            String name = readParameter();
            if (!name.isEmpty() && script.take('}')) {
                return new Word.Parameter(name, Operator.LENGTH, false, Word.EMPTY, quoted);
            }
        }
        script.reset(mark);
        String name = readParameter();
        if (name.isEmpty()) {
            return bad(mark);
        }
        if (script.take('}')) {
            return plain(name, quoted);
        }
        boolean colon = script.take(':');
        Optional<Operator> operator = readOperator(colon);
        if (operator.isEmpty()) {
            return bad(mark);
        }
        boolean argumentQuoted = quoted && !operator.get().isTrim();
        return new Word.Parameter(name, operator.get(), colon, words.readArgument(argumentQuoted), quoted);
    }

    private static boolean isEndOrOperator(int c) {
        return c == '}' || c == ':' || c == '=' || c == '+' || c == '%' || c == Script.END;
    }

    private String readParameter() throws IOException {
        int c = script.peek();
        if (Characters.isNameStart(c)) {
            return readName();
        }
        StringBuilder name = new StringBuilder();
        while (Characters.isDigit(script.peek())) {
            name.append((char) script.next());
        }
        if (name.isEmpty() && Characters.isSpecialParameter(c)) {
            name.append((char) script.next());
        }
        return name.toString();
    }

    private Optional<Operator> readOperator(boolean colon) throws IOException {
        int c = script.peek();
        Optional<Operator> operator = switch (c) {
            case '-' -> Optional.of(Operator.DEFAULT);
            case '=' -> Optional.of(Operator.ASSIGN);
            case '?' -> Optional.of(Operator.REQUIRE);
            case '+' -> Optional.of(Operator.ALTERNATIVE);
            case '#' -> Optional.of(Operator.TRIM_SHORTEST_PREFIX);
            case '%' -> Optional.of(Operator.TRIM_SHORTEST_SUFFIX);
            default -> Optional.empty();
        };
        if (operator.isEmpty() || (colon && operator.get().isTrim())) {
            return Optional.empty();
        }
        script.next();
        if (c == '#' && script.take('#')) {
            return Optional.of(Operator.TRIM_LONGEST_PREFIX);
        }
        if (c == '%' && script.take('%')) {
            return Optional.of(Operator.TRIM_LONGEST_SUFFIX);
        }
        return operator;
    }

    /** Passes over something that is no substitution, up to its closing brace. */
    private Part bad(Script.Mark mark) throws IOException {
        script.reset(mark);
        StringBuilder text = new StringBuilder("${");
        int c;
        do {
            c = script.next();
            if (c == Script.END) {
                throw new SyntaxError("syntax error: no closing `}'", true);
            }
            text.append((char) c);
        } while (c != '}');
        return new Word.BadSubstitution(text.toString());
    }

    /** What stands behind a backquote that was taken, and the closing one. */
    Part readBackquoted(boolean quoted) throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = script.next();
            if (c == Script.END) {
                throw new SyntaxError("no closing quote", true);
            }
            if (c == '`') {
                return new Word.Substitution(Parser.parseAll(text.toString()), quoted);
            }
            int escaped = c == '\\' ? script.peek() : Script.END;
            boolean unescape = escaped != Script.END && (quoted ? "`\\$\"" : "`\\$").indexOf(escaped) >= 0;
            text.append((char) (unescape ? script.nextRaw() : c));
        }
    }
}
