package io.vmm4j.testkit.internal.yacc;

import io.vmm4j.testkit.internal.libc.Ascii;
import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.yacc.Token.Kind;
import java.util.Optional;
import java.util.Set;

/** Cuts a configuration file into tokens. */
public final class Lexer {

    private static final int MAX_STRING = 8095;
    private static final String AFTER_NUMBERS = "),/}=";

    private final ConfReader reader;
    private final Macros macros;
    private final Syntax syntax;

    /** Cuts what this reader reads. */
    public Lexer(ConfReader reader, Macros macros, Syntax syntax) {
        this.reader = reader;
        this.macros = macros;
        this.syntax = syntax;
    }

    /**
     * What the languages differ in.
     *
     * @param keywords the reserved words
     * @param wordStarts with which characters words begin besides letters and digits
     * @param notInWords which punctuation ends a word
     * @param operators what is read as one though it has two characters
     */
    public record Syntax(Set<String> keywords, String wordStarts, String notInWords, Set<String> operators) {}

    /** The next token. */
    public Token next() {
        while (true) {
            int c = reader.next();
            while (c == ' ') {
                c = reader.next();
            }
            reader.markToken();
            if (c == '#') {
                do {
                    c = reader.next();
                } while (c != '\n' && c != ConfReader.END);
            }
            if (c != '$' || reader.isExpanding()) {
                return token(c);
            }
            Optional<Token> failure = expandMacro();
            if (failure.isPresent()) {
                return failure.get();
            }
        }
    }

    /** Replaces a macro by its value, which is then read like the file's own text. */
    private Optional<Token> expandMacro() {
        StringBuilder name = new StringBuilder();
        int c = reader.next();
        while (Ascii.isAlnum(c) || c == '_') {
            if (name.length() >= MAX_STRING) {
                return Optional.of(error("string too long"));
            }
            name.append((char) c);
            c = reader.next();
        }
        if (c == ConfReader.END) {
            return Optional.of(Token.END);
        }
        reader.pushBack(c);
        Optional<String> value = macros.use(name.toString());
        if (value.isEmpty()) {
            return Optional.of(error("macro '" + name + "' not defined"));
        }
        reader.expand(value.get());
        return Optional.empty();
    }

    private Token token(int c) {
        if (c == '"' || c == '\'') {
            return quoted((char) c);
        }
        if (c == '-' || Ascii.isDigit(c)) {
            return number(c);
        }
        if (Ascii.isAlnum(c) || syntax.wordStarts().indexOf(c) >= 0) {
            return word(c);
        }
        if (c == '\n') {
            reader.markToken();
            reader.endLine();
        }
        if (startsOperator(c)) {
            int second = reader.next();
            String both = new String(new char[] {(char) c, (char) second});
            if (syntax.operators().contains(both)) {
                return new Token(Kind.OPERATOR, both, 0);
            }
            reader.pushBack(second);
        }
        return c == ConfReader.END || c == 0 ? Token.END : Token.character(c);
    }

    private boolean startsOperator(int c) {
        return syntax.operators().stream().anyMatch(operator -> operator.charAt(0) == c);
    }

    private Token quoted(char quote) {
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = reader.nextQuoted(quote);
            if (c == ConfReader.END) {
                return Token.END;
            }
            if (c == quote) {
                return new Token(Kind.STRING, text.toString(), 0);
            }
            if (c == 0) {
                return error("syntax error");
            }
            if (c == '\n') {
                reader.endLine();
                continue;
            }
            if (c == '\\') {
                int escaped = reader.nextQuoted(quote);
                if (escaped == ConfReader.END) {
                    return Token.END;
                }
                if (escaped == '\n') {
                    reader.endLine();
                    continue;
                }
                if (escaped == quote || escaped == ' ' || escaped == '\t') {
                    c = escaped;
                } else {
                    reader.pushBack(escaped);
                }
            }
            if (text.length() >= MAX_STRING) {
                return error("string too long");
            }
            text.append((char) c);
        }
    }

    /** Digits are a number only if what follows them ends one; otherwise they begin a word. */
    private Token number(int first) {
        StringBuilder digits = new StringBuilder();
        int c = first;
        do {
            digits.append((char) c);
            if (digits.length() > MAX_STRING) {
                return error("string too long");
            }
            c = reader.next();
        } while (Ascii.isDigit(c));
        reader.pushBack(c);
        String text = digits.toString();
        boolean ends = c == ConfReader.END || Ascii.isSpace(c) || AFTER_NUMBERS.indexOf(c) >= 0;
        if (ends && !text.equals("-")) {
            try {
                return new Token(Kind.NUMBER, text, Strtonum.parse(text, Long.MIN_VALUE, Long.MAX_VALUE));
            } catch (Strtonum.Invalid e) {
                return error("\"" + text + "\" invalid number: " + e.reason());
            }
        }
        for (int i = text.length() - 1; i > 0; i--) {
            reader.pushBack(text.charAt(i));
        }
        return first == '-' ? Token.character(first) : word(first);
    }

    private Token word(int first) {
        StringBuilder text = new StringBuilder();
        int c = first;
        do {
            text.append((char) c);
            if (text.length() > MAX_STRING) {
                return error("string too long");
            }
            c = reader.next();
        } while (Ascii.isAlnum(c) || (Ascii.isPunct(c) && syntax.notInWords().indexOf(c) < 0));
        reader.pushBack(c);
        String word = text.toString();
        return new Token(syntax.keywords().contains(word) ? Kind.KEYWORD : Kind.STRING, word, 0);
    }

    private Token error(String message) {
        reader.report(message);
        reader.skipLine();
        return Token.ERROR;
    }
}
