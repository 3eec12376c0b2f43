package io.vmm4j.testkit.internal.io;

/**
 * The modes of termios(4) that matter here.
 *
 * @param canonical input comes in lines that can be edited
 * @param echo input is printed
 * @param signals ^C and ^\ send signals
 * @param crToNl a carriage return typed is read as newline
 * @param nlToCrNl a newline printed becomes carriage return and newline
 */
public record TtyModes(boolean canonical, boolean echo, boolean signals, boolean crToNl, boolean nlToCrNl) {

    /** What a terminal starts with: {@code stty sane}. */
    public static final TtyModes SANE = new TtyModes(true, true, true, true, true);

    /** Bytes as they are: {@code stty raw}. It leaves the echo as it is, which is taken to be on. */
    public static final TtyModes RAW = new TtyModes(false, true, false, false, false);

    /** The same modes with or without echo. */
    public TtyModes withEcho(boolean on) {
        return new TtyModes(canonical, on, signals, crToNl, nlToCrNl);
    }
}
