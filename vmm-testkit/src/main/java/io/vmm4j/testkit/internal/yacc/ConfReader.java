package io.vmm4j.testkit.internal.yacc;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The characters of a configuration file: included files in place, continued lines joined, blanks collapsed.
 *
 * <p>Positions in messages are those of a parser made by yacc(1): the line where the token that was read last began.
 */
public final class ConfReader {

    static final int END = SourceFile.END;

    private static final char EXPANSION_BEGINS = 1;
    private static final char EXPANSION_ENDS = 2;

    private final Deque<SourceFile> files = new ArrayDeque<>();
    private final Consumer<String> messages;
    private boolean expanding;
    private int tokenLine;
    private int errors;

    /**
     * Reads a file.
     *
     * @param messages where complaints go, without a newline
     */
    public ConfReader(SourceFile top, Consumer<String> messages) {
        this.messages = messages;
        files.push(top);
    }

    /** Goes on with another file. */
    public void include(SourceFile file) {
        files.push(file);
    }

    /** Complains about where the last token began. */
    public void report(String message) {
        errors++;
        note(message);
    }

    /** Says something about where the last token began that is no error. */
    public void note(String message) {
        messages.accept(current().name() + ":" + tokenLine + ": " + message);
    }

    /** Whether there was any complaint. */
    public boolean hasErrors() {
        return errors > 0;
    }

    void markToken() {
        tokenLine = current().line();
    }

    void endLine() {
        current().nextLine();
    }

    boolean isExpanding() {
        return expanding;
    }

    void pushBack(int c) {
        current().pushBack(c);
    }

    /** Puts a macro's value before what is still to be read. */
    void expand(String value) {
        pushBack(EXPANSION_ENDS);
        for (int i = value.length() - 1; i >= 0; i--) {
            pushBack(value.charAt(i));
        }
        pushBack(EXPANSION_BEGINS);
    }

    /** The next character outside quotes. The end of a file counts as the end of a line first. */
    int next() {
        int c = raw();
        while (c == '\\') {
            int escaped = raw();
            if (escaped != '\n') {
                c = escaped;
                break;
            }
            markToken();
            endLine();
            c = raw();
        }
        if (c == ' ' || c == '\t') {
            current().skipBlanks();
            return ' ';
        }
        if (c == END && current().meetsEnd()) {
            return '\n';
        }
        while (c == END && files.size() > 1) {
            files.pop();
            c = raw();
        }
        return c;
    }

    /** The next character inside quotes. */
    int nextQuoted(char quote) {
        int c = raw();
        if (c == END) {
            report("reached end of file while parsing quoted string");
            if (files.size() > 1) {
                files.pop();
                return quote;
            }
        }
        return c;
    }

    /** Skips the rest of the line. */
    void skipLine() {
        int c = next();
        while (c != '\n' && c != END) {
            c = next();
        }
        if (c == '\n') {
            endLine();
        }
    }

    private int raw() {
        while (true) {
            int c = current().read();
            if (c == EXPANSION_BEGINS) {
                expanding = true;
            } else if (c == EXPANSION_ENDS) {
                expanding = false;
            } else {
                return c;
            }
        }
    }

    private SourceFile current() {
        return files.getFirst();
    }
}
