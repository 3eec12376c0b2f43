package io.vmm4j.vmconf.internal;

/**
 * The characters that the lexer sees: of the main file, of the files it includes, and of what macros stand for. One
 * character can be given back.
 */
final class LexerInput {

    private static final int END = -1;

    /** These two bytes begin and end the value of a macro inside vmd(8); in a file they switch its macros off and on. */
    private static final char EXPANSION_BEGINS = 1;

    private static final char EXPANSION_ENDS = 2;

    private Source source;
    private String expansion = "";
    private int expansionAt = -1;
    private boolean expanding;
    private int tokenLine = 1;
    private Source tokenSource;
    private int tokenStart;

    private Source previousSource;
    private int previousPosition;
    private int previousLine;
    private int previousExpansionAt;
    private boolean previousExpanding;
    private boolean previousNewlineGiven;

    LexerInput(Source main) {
        source = main;
        tokenSource = main;
        previousSource = main;
    }

    Source source() {
        return source;
    }

    boolean expanding() {
        return expanding;
    }

    /** The line that a complaint names now. */
    int tokenLine() {
        return tokenLine;
    }

    void enter(Source included) {
        source = included;
    }

    /** Goes back to the file that includes this one; not from the main file. */
    boolean leave() {
        if (source.includer == null) {
            return false;
        }
        source = source.includer;
        return true;
    }

    void expand(String value) {
        expansion = value;
        expansionAt = 0;
        expanding = true;
    }

    /** The next character, after what continues a line; a row of blanks is one blank; each file ends with a newline. */
    int next() {
        remember();
        int c = raw();
        while (c == '\\') {
            c = raw();
            if (c != '\n') {
                break;
            }
            tokenLine = source.line;
            source.line++;
            c = raw();
        }
        if (c == ' ' || c == '\t') {
            skipBlanks();
            return ' ';
        }
        return c == END ? endOfFile() : c;
    }

    int nextAfterBlanks() {
        int c = next();
        while (c == ' ') {
            c = next();
        }
        return c;
    }

    /** The next character as it stands, inside quotes. */
    int nextRaw() {
        remember();
        return raw();
    }

    /**
     * Takes characters that mean nothing but themselves, as many as there are; none out of a macro.
     *
     * @param plain which of ASCII those are
     * @return what was taken
     */
    String run(boolean[] plain) {
        if (expansionAt >= 0 || source.newlineBefore) {
            return "";
        }
        String text = source.text;
        int start = source.position;
        int at = start;
        while (at < text.length() && text.charAt(at) < plain.length && plain[text.charAt(at)]) {
            at++;
        }
        source.position = at;
        return text.substring(start, at);
    }

    /** Gives the last character back. */
    void back() {
        source = previousSource;
        source.position = previousPosition;
        source.line = previousLine;
        source.newlineAtEndGiven = previousNewlineGiven;
        expansionAt = previousExpansionAt;
        expanding = previousExpanding;
    }

    private void remember() {
        previousSource = source;
        previousPosition = source.position;
        previousLine = source.line;
        previousNewlineGiven = source.newlineAtEndGiven;
        previousExpansionAt = expansionAt;
        previousExpanding = expanding;
    }

    private int raw() {
        while (true) {
            char c;
            if (expansionAt >= 0) {
                if (expansionAt == expansion.length()) {
                    expansionAt = -1;
                    expanding = false;
                    continue;
                }
                c = expansion.charAt(expansionAt++);
            } else if (source.newlineBefore) {
                source.newlineBefore = false;
                c = '\n';
            } else if (source.position < source.text.length()) {
                c = source.text.charAt(source.position++);
            } else {
                return END;
            }
            if (c == EXPANSION_BEGINS) {
                expanding = true;
            } else if (c == EXPANSION_ENDS) {
                expanding = false;
            } else {
                return c;
            }
        }
    }

    private void skipBlanks() {
        if (expansionAt >= 0) {
            return;
        }
        String text = source.text;
        int at = source.position;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        source.position = at;
    }

    private int endOfFile() {
        if (!source.newlineAtEndGiven) {
            source.newlineAtEndGiven = true;
            return '\n';
        }
        int c = END;
        while (c == END && leave()) {
            c = raw();
        }
        return c;
    }

    /** The last character begins a token. */
    void beginToken() {
        continueToken();
        tokenSource = source;
        tokenStart = Math.max(0, source.position - (expansionAt >= 0 || atEnd() ? 0 : 1));
    }

    /** The last character is the first that a macro stands for, or comes after an empty one. */
    void continueToken() {
        tokenLine = source.line;
    }

    private boolean atEnd() {
        return source.newlineAtEndGiven;
    }

    void endLine() {
        tokenLine = source.line;
        source.line++;
    }

    Token token(TokenKind kind, String text) {
        int start = tokenSource == source ? tokenStart : 0;
        return new Token(kind, text, source, Math.min(start, source.position), source.position, tokenLine);
    }

    /** A place to come back to. */
    record Mark(Source source, int position, int line, int expansionAt, boolean expanding, boolean newlineGiven) {}

    Mark mark() {
        return new Mark(source, source.position, source.line, expansionAt, expanding, source.newlineAtEndGiven);
    }

    void reset(Mark mark) {
        source = mark.source();
        source.position = mark.position();
        source.line = mark.line();
        source.newlineAtEndGiven = mark.newlineGiven();
        expansionAt = mark.expansionAt();
        expanding = mark.expanding();
    }
}
