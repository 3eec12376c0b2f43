package io.vmm4j.testkit.internal.shell;

import java.util.ArrayList;
import java.util.List;

/** Puts expanded text together and splits what came from expansions at the characters of IFS. */
final class Fields {

    /** The mark of a character that stands for itself. */
    static final char QUOTED = 'q';

    /** The mark of a character that can be part of a pattern. */
    static final char PLAIN = 'p';

    private static final String BLANKS = " \t\n";

    private final String separators;
    private final Splitting splitting;
    private final List<Field> done = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();
    private State state = State.START;

    /** Whether expansions are split. */
    enum Splitting {
        SPLIT,
        KEEP
    }

    /** What came before. */
    private enum State {
        /** Nothing, or blanks only. */
        START,
        /** The current field exists. */
        WORD,
        /** Blanks after a field. */
        AFTER_BLANKS,
        /** A separator that is no blank. */
        AFTER_SEPARATOR
    }

    /** A field, with a mark for each character. */
    record Field(String text, String marks) {

        Pattern asPattern() {
            return new Pattern(text, marks);
        }
    }

    Fields(String separators, Splitting splitting) {
        this.separators = separators;
        this.splitting = splitting;
    }

    /** Text of the script's own. */
    void literal(String piece) {
        add(piece, PLAIN);
    }

    /** Text that was quoted; even an empty one makes the field exist. */
    void quoted(String piece) {
        add(piece, QUOTED);
        state = State.WORD;
    }

    private void add(String piece, char mark) {
        if (!piece.isEmpty()) {
            text.append(piece);
            marks.append(String.valueOf(mark).repeat(piece.length()));
            state = State.WORD;
        }
    }

    /** Text that came from an expansion outside quotes. */
    void expanded(String piece) {
        if (splitting == Splitting.KEEP) {
            literal(piece);
            return;
        }
        for (int i = 0; i < piece.length(); i++) {
            char c = piece.charAt(i);
            if (separators.indexOf(c) < 0) {
                add(String.valueOf(c), PLAIN);
            } else if (BLANKS.indexOf(c) >= 0) {
                separateByBlank();
            } else {
                separateByOther();
            }
        }
    }

    private void separateByBlank() {
        if (state == State.WORD) {
            finishField();
            state = State.AFTER_BLANKS;
        }
    }

    private void separateByOther() {
        if (state != State.AFTER_BLANKS) {
            finishField();
        }
        state = State.AFTER_SEPARATOR;
    }

    private void finishField() {
        done.add(new Field(text.toString(), marks.toString()));
        text.setLength(0);
        marks.setLength(0);
    }

    /** The boundary between two of {@code "$@"}: the field ends here, empty or not. */
    void breakQuoted() {
        if (splitting == Splitting.KEEP) {
            literal(" ");
            return;
        }
        finishField();
        state = State.START;
    }

    /** The boundary between two of {@code $@} outside quotes: the field ends here if there is one. */
    void breakPlain() {
        if (splitting == Splitting.KEEP) {
            literal(" ");
        } else if (state == State.WORD) {
            finishField();
            state = State.START;
        }
    }

    /** All fields. */
    List<Field> finish() {
        if (state == State.WORD) {
            finishField();
        }
        return done;
    }

    /** All text in one, whether or not there is any. */
    Field finishAsOne() {
        return new Field(text.toString(), marks.toString());
    }
}
