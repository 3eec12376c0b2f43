package io.vmm4j.install.internal;

/** Finds where an escape sequence of a terminal ends: ECMA-48 control sequences, strings, and two-character ones. */
final class EscapeSequence {

    private static final char ESCAPE = 0x1b;
    private static final int LONGEST = 256;

    private enum Part {
        NONE,
        BEGUN,
        INTERMEDIATE,
        CONTROL,
        STRING,
        STRING_ESCAPE
    }

    private Part part = Part.NONE;
    private final StringBuilder parameters = new StringBuilder();
    private int length;
    private char last;

    EscapeSequence copy() {
        EscapeSequence copy = new EscapeSequence();
        copy.part = part;
        copy.parameters.append(parameters);
        copy.length = length;
        copy.last = last;
        return copy;
    }

    /** Takes a character if it belongs to a sequence; one that makes no sense there ends the sequence and is part of it. */
    boolean takes(int c) {
        if (part == Part.NONE) {
            if (c != ESCAPE) {
                return false;
            }
            begin();
            return true;
        }
        last = 0;
        if (++length > LONGEST || c == 0x18 || c == 0x1a) {
            part = Part.NONE;
            return true;
        }
        switch (part) {
            case BEGUN -> first(c);
            case INTERMEDIATE -> part = c >= ' ' && c <= '/' ? part : Part.NONE;
            case CONTROL -> control(c);
            case STRING -> part = c == 7 ? Part.NONE : c == ESCAPE ? Part.STRING_ESCAPE : part;
            case STRING_ESCAPE -> part = c == '\\' ? Part.NONE : Part.STRING;
            case NONE -> throw new IllegalStateException();
        }
        return true;
    }

    private void begin() {
        part = Part.BEGUN;
        parameters.setLength(0);
        length = 0;
        last = 0;
    }

    private void first(int c) {
        part = switch (c) {
            case '[' -> Part.CONTROL;
            case ']', 'P', '_', '^', 'X' -> Part.STRING;
            case ESCAPE -> Part.BEGUN;
            default -> c >= ' ' && c <= '/' ? Part.INTERMEDIATE : Part.NONE;
        };
    }

    private void control(int c) {
        if (c == ESCAPE) {
            begin();
        } else if (c >= '@' && c <= '~') {
            last = (char) c;
            part = Part.NONE;
        } else {
            parameters.append((char) c);
        }
    }

    /** The letter of the control sequence that the last character has completed, 0 if it has completed none. */
    char completed() {
        return part == Part.NONE ? last : 0;
    }

    /** Its first number. */
    int number(int otherwise) {
        int value = 0;
        int digits = 0;
        for (; digits < parameters.length() && digits < 5 && Character.isDigit(parameters.charAt(digits)); digits++) {
            value = value * 10 + Character.digit(parameters.charAt(digits), 10);
        }
        return digits == 0 ? otherwise : value;
    }
}
