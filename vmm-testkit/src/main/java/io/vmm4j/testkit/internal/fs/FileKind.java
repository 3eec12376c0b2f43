package io.vmm4j.testkit.internal.fs;

/** The types of files that ls(1) tells apart. */
public enum FileKind {
    REGULAR('-', 0100000, "Regular File"),
    DIRECTORY('d', 0040000, "Directory"),
    SYMBOLIC_LINK('l', 0120000, "Symbolic Link"),
    CHARACTER_DEVICE('c', 0020000, "Character Device"),
    BLOCK_DEVICE('b', 0060000, "Block Device"),
    SOCKET('s', 0140000, "Socket");

    private final char letter;
    private final int bits;
    private final String text;

    FileKind(char letter, int bits, String text) {
        this.letter = letter;
        this.bits = bits;
        this.text = text;
    }

    /** The letter of ls -l. */
    public char letter() {
        return letter;
    }

    /** The type bits of st_mode. */
    public int bits() {
        return bits;
    }

    /** What stat -f %HT prints. */
    public String text() {
        return text;
    }
}
