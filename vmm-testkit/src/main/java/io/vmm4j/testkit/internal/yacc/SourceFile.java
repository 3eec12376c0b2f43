package io.vmm4j.testkit.internal.yacc;

/** A file that is being read. */
public final class SourceFile {

    static final int END = -1;

    private final String name;
    private final String text;
    private final StringBuilder pushedBack = new StringBuilder();
    private int position;
    private boolean endReached;
    private int line;

    /**
     * A file from its beginning.
     *
     * @param name how messages name it
     * @param firstLine the number of its first line
     */
    public SourceFile(String name, String text, int firstLine) {
        this.name = name;
        this.text = text;
        this.line = firstLine;
    }

    /**
     * A file that another includes: what follows the statement goes on after it, and lines are counted from its own first.
     *
     * @param name how messages name it
     */
    public static SourceFile included(String name, String text) {
        return new SourceFile(name, "\n" + text, 0);
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    void nextLine() {
        line++;
    }

    int read() {
        int last = pushedBack.length() - 1;
        if (last >= 0) {
            char c = pushedBack.charAt(last);
            pushedBack.setLength(last);
            return c;
        }
        return position < text.length() ? text.charAt(position++) : END;
    }

    void pushBack(int c) {
        if (c != END) {
            pushedBack.append((char) c);
        }
    }

    /** Skips blanks of the file itself; what was pushed back stays. */
    void skipBlanks() {
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
    }

    /** Whether the end is met for the first time, which counts as the end of a line. */
    boolean meetsEnd() {
        boolean first = !endReached;
        endReached = true;
        return first;
    }
}
