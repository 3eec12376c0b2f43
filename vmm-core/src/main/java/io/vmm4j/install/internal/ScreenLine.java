package io.vmm4j.install.internal;

/**
 * The line of a terminal on which the cursor is. Bytes go in one by one, so however they were cut into reads the lines that come out
 * are the same. A carriage return goes back and what follows writes over; colours and titles leave nothing; what moves the
 * cursor to another line ends this one.
 */
final class ScreenLine {

    /** A line that goes on for longer is cut there. */
    static final int LONGEST = 4096;

    private static final int TAB = 8;

    private final Listener listener;
    private final Utf8 decoder;
    private final EscapeSequence escape;
    private final StringBuilder text;
    private int column;
    private boolean returned;

    /** Hears of the line. */
    interface Listener {

        /** There is more on it; {@link ScreenLine#written()} is what stands before the cursor. */
        void changed(ScreenLine line);

        /**
         * It is complete, or is about to be written over.
         *
         * @param replaced whether what comes next writes over it
         */
        void complete(String line, boolean replaced);
    }

    ScreenLine(Listener listener) {
        this(listener, new Utf8(), new EscapeSequence(), new StringBuilder());
    }

    private ScreenLine(Listener listener, Utf8 decoder, EscapeSequence escape, StringBuilder text) {
        this.listener = listener;
        this.decoder = decoder;
        this.escape = escape;
        this.text = text;
    }

    /** The same line in the same state, for another listener. */
    ScreenLine copyFor(Listener other) {
        ScreenLine copy = new ScreenLine(other, decoder.copy(), escape.copy(), new StringBuilder(text));
        copy.column = column;
        copy.returned = returned;
        return copy;
    }

    void accept(byte b) {
        if (decoder.breaks(b)) {
            character(decoder.giveUp());
        }
        int c = decoder.accept(b);
        if (c != Utf8.MORE) {
            character(c);
        }
    }

    private void character(int c) {
        if (escape.takes(c)) {
            control(escape.completed());
            return;
        }
        switch (c) {
            case '\n' -> end();
            case '\r' -> {
                returned = true;
                column = 0;
            }
            case '\b' -> column = Math.max(0, column - 1);
            case '\t' -> tab();
            default -> {
                if (c >= ' ' && c != 0x7f && (c < 0x80 || c > 0x9f)) {
                    write(Character.toString(c));
                }
            }
        }
    }

    private void tab() {
        overwriteFromHere();
        int next = (column / TAB + 1) * TAB;
        while (column < next) {
            if (column == text.length()) {
                text.append(' ');
            }
            column++;
        }
        listener.changed(this);
    }

    private void write(String c) {
        overwriteFromHere();
        if (column >= LONGEST) {
            end();
        }
        text.replace(column, Math.min(text.length(), column + c.length()), c);
        column += c.length();
        listener.changed(this);
    }

    private void overwriteFromHere() {
        if (returned) {
            returned = false;
            if (text.length() > 0) {
                listener.complete(text.toString(), true);
            }
        }
    }

    private void control(char letter) {
        switch (letter) {
            case 'K' -> {
                if (escape.number(0) == 0) {
                    overwriteFromHere();
                    text.setLength(Math.min(text.length(), column));
                } else {
                    text.setLength(0);
                    pad();
                }
            }
            case 'C' -> moveTo(column + escape.number(1));
            case 'D' -> column = Math.max(0, column - escape.number(1));
            case 'G' -> moveTo(escape.number(1) - 1);
            case 'A', 'B', 'E', 'F', 'H', 'f', 'd' -> {
                if (text.length() > 0) {
                    end();
                }
            }
            case 'J' -> {
                if (escape.number(0) >= 2 && text.length() > 0) {
                    end();
                }
            }
            default -> {}
        }
    }

    private void moveTo(int wanted) {
        column = Math.max(0, Math.min(LONGEST, wanted));
        pad();
    }

    private void pad() {
        while (text.length() < column) {
            text.append(' ');
        }
    }

    private void end() {
        String complete = text.toString();
        text.setLength(0);
        column = 0;
        returned = false;
        listener.complete(complete, false);
    }

    /** What stands before the cursor. */
    String written() {
        return text.substring(0, column);
    }

    /** Whether these are the characters before the cursor, from this column on. */
    boolean endsWith(String wanted, int from) {
        int start = column - wanted.length();
        return start >= from && text.indexOf(wanted, start) == start;
    }

    int column() {
        return column;
    }

    /** All that stands on it. */
    String all() {
        return text.toString();
    }
}
