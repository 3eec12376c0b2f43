package io.vmm4j.install;

/** A key that is no character, as a vt220 sends it. */
public enum ControlKey {
    /** Return. */
    ENTER("\r"),
    TAB("\t"),
    ESCAPE("\u001b"),
    /** The key above Return. */
    BACKSPACE("\u007f"),
    /** ^C: interrupts the program. */
    INTERRUPT("\u0003"),
    /** ^D: the end of input. */
    END_OF_FILE("\u0004"),
    /** ^U: takes back what was typed of a line. */
    KILL_LINE("\u0015"),
    /** ^L: draws the screen anew. */
    REDRAW("\u000c"),
    UP("\u001b[A"),
    DOWN("\u001b[B"),
    RIGHT("\u001b[C"),
    LEFT("\u001b[D");

    private final String sequence;

    ControlKey(String sequence) {
        this.sequence = sequence;
    }

    /** What it sends. */
    public String sequence() {
        return sequence;
    }
}
