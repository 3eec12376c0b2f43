package io.vmm4j.exec;

/**
 * The size of a terminal in characters.
 *
 * @param columns at least 1
 * @param rows at least 1
 */
public record TerminalSize(int columns, int rows) {

    /** 80 columns by 24 rows. */
    public static final TerminalSize VT220 = new TerminalSize(80, 24);

    public TerminalSize {
        if (columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "a terminal has at least one column and one row: " + columns + "x" + rows);
        }
    }
}
