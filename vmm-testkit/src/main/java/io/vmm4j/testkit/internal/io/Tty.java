package io.vmm4j.testkit.internal.io;

import io.vmm4j.exec.TerminalSize;

/** A terminal as the processes on it see it: tty(4). Thread safe. */
public interface Tty {

    /** Its device: {@code /dev/ttyp0}. */
    String path();

    /** How many columns and rows it has. */
    TerminalSize size();

    /** What stty(1) sets. */
    TtyModes modes();

    /** Changes what stty(1) sets. */
    void setModes(TtyModes modes);

    /** Changes the size and tells the processes. */
    void resize(TerminalSize size);
}
