package io.vmm4j.vmconf.internal;

import java.util.Optional;

/** The words of vm.conf(5): comments, continued lines, quotes, macros and included files as vmd(8) reads them. */
final class Lexer {

    private static final int END = -1;
    private static final int LONGEST_QUOTED = 8094;
    private static final int LONGEST_WORD = 8095;
    private static final int DEEPEST_INCLUDE = 64;
    private static final int MOST_INCLUDES = 1000;
    private static final int LONGEST_EXPANSION = 1 << 24;

    private final Macros macros;
    private final Messages messages;
    private final LexerInput input;
    private final StringBuilder word = new StringBuilder();
    private int includes;
    private int expanded;

    Lexer(Source main, Macros macros, Messages messages) {
        this.input = new LexerInput(main);
        this.macros = macros;
        this.messages = messages;
    }

    /** The file that is being read. */
    Source source() {
        return input.source();
    }

    /** Whether reading goes on in a file that the current one includes; not if there are too many. */
    boolean include(Source included) {
        if (included.depth() > DEEPEST_INCLUDE || ++includes > MOST_INCLUDES) {
            return false;
        }
        input.enter(included);
        return true;
    }

    /** Complains as vmd(8) does: about the line of the last token. */
    void complain(String text) {
        messages.error(source().name, input.tokenLine(), text);
    }

    Token next() {
        int c = input.nextAfterBlanks();
        input.beginToken();
        if (c == '#') {
            c = skipComment();
        }
        while (c == '$' && !input.expanding()) {
            Optional<String> name = macroName();
            if (name.isEmpty()) {
                return token(TokenKind.END, "");
            }
            Optional<String> value = macros.use(name.get());
            if (value.isEmpty()) {
                complain("macro '" + name.get() + "' not defined");
                return restOfLine();
            }
            expanded += value.get().length();
            if (expanded > LONGEST_EXPANSION) {
                complain("macros stand for more than " + LONGEST_EXPANSION + " bytes");
                return token(TokenKind.END, "");
            }
            input.expand(value.get());
            c = input.nextAfterBlanks();
            input.continueToken();
            if (c == '#') {
                c = skipComment();
            }
        }
        return token(c);
    }

    private Token token(int c) {
        return switch (c) {
            case '"', '\'' -> quoted((char) c);
            case '\n' -> {
                input.endLine();
                yield token(TokenKind.NEWLINE, "");
            }
            case END, 0 -> token(TokenKind.END, "");
            case '{' -> token(TokenKind.OPEN, "");
            case '}' -> token(TokenKind.CLOSE, "");
            case ',' -> token(TokenKind.COMMA, "");
            case '=' -> token(TokenKind.EQUALS, "");
            default -> c == '-' || Characters.isDigit(c) ? number(c) : word(c);
        };
    }

    private Token token(TokenKind kind, String text) {
        return input.token(kind, text);
    }

    private int skipComment() {
        input.run(Characters.PLAIN_IN_COMMENTS);
        int c = input.next();
        while (c != '\n' && c != END) {
            c = input.next();
        }
        return c;
    }

    /** Empty at the end of the input. */
    private Optional<String> macroName() {
        word.setLength(0);
        while (true) {
            int c = input.next();
            if (c == END) {
                return Optional.empty();
            }
            if (!Characters.isAlphanumeric(c) && c != '_') {
                input.back();
                return Optional.of(word.toString());
            }
            word.append((char) c);
        }
    }

    private Token quoted(char quote) {
        word.setLength(0);
        int bytes = 0;
        while (true) {
            String run = input.run(Characters.PLAIN_IN_QUOTES);
            word.append(run);
            bytes += run.length();
            int c = nextQuoted(quote);
            if (c == '\\') {
                c = escaped(quote);
            } else if (c == quote && bytes <= LONGEST_QUOTED) {
                return token(TokenKind.STRING, word.toString());
            }
            if (c == END) {
                return token(TokenKind.END, "");
            } else if (c == '\n') {
                input.source().line++;
                continue;
            } else if (c == 0) {
                complain("syntax error");
                return restOfLine();
            }
            bytes += input.source().bytes((char) c);
            if (bytes > LONGEST_QUOTED) {
                complain("string too long");
                return restOfLine();
            }
            word.append((char) c);
        }
    }

    /** A backslash hides the quote, a blank and the end of the line; before anything else it is a character itself. */
    private int escaped(char quote) {
        int c = nextQuoted(quote);
        if (c == quote || c == ' ' || c == '\t' || c == '\n' || c == END) {
            return c;
        }
        input.back();
        return '\\';
    }

    private int nextQuoted(char quote) {
        int c = input.nextRaw();
        if (c != END) {
            return c;
        }
        complain("reached end of file while parsing quoted string");
        return input.leave() ? quote : END;
    }

    /** Digits make a number only before certain characters; before others they begin a word. */
    private Token number(int first) {
        word.setLength(0);
        word.append((char) first);
        LexerInput.Mark afterFirst = input.mark();
        int c = input.next();
        while (Characters.isDigit(c)) {
            word.append((char) c);
            if (word.length() > LONGEST_WORD) {
                complain("string too long");
                return restOfLine();
            }
            c = input.next();
        }
        boolean digits = first != '-' || word.length() > 1;
        if (!digits || !(c == END || Characters.endsNumber(c))) {
            input.reset(afterFirst);
            return first == '-' ? token(TokenKind.INVALID, "-") : word(first);
        }
        input.back();
        String text = word.toString();
        Optional<String> problem = Numbers.problem(text, Long.MIN_VALUE, Long.MAX_VALUE);
        if (problem.isPresent()) {
            complain('"' + text + "\" invalid number: " + problem.get());
            return restOfLine();
        }
        return token(TokenKind.NUMBER, text);
    }

    private Token word(int first) {
        if (!Characters.beginsWord(first)) {
            return token(TokenKind.INVALID, "");
        }
        word.setLength(0);
        int c = first;
        do {
            word.append((char) c);
            if (word.length() > LONGEST_WORD) {
                complain("string too long");
                return restOfLine();
            }
            word.append(input.run(Characters.PLAIN_IN_WORDS));
            c = input.next();
        } while (Characters.continuesWord(c));
        if (word.length() > LONGEST_WORD) {
            complain("string too long");
            return restOfLine();
        }
        input.back();
        String text = word.toString();
        return token(TokenKind.ofWord(text), text);
    }

    /** After a complaint the rest of the line, its end included, is one invalid token. */
    private Token restOfLine() {
        int c = skipComment();
        if (c == '\n') {
            input.source().line++;
        }
        return token(TokenKind.INVALID, "");
    }
}
