package io.vmm4j.testkit.internal.host;

import io.vmm4j.exec.TerminalSize;
import io.vmm4j.testkit.internal.io.OpenFile;
import io.vmm4j.testkit.internal.kernel.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** What connects a command's client with its process. */
interface Streams {

    /** Who is told when something goes wrong with them, and when the output has ended. */
    interface Owner {

        /** The sink did not take the output. */
        void outputRefused(IOException reason);

        /** The input could not be read. */
        void inputUnreadable(IOException reason);

        /** All output has been delivered. */
        void outputEnded();
    }

    /** The process's descriptors; called once. */
    Map<Integer, OpenFile> descriptors();

    /** The process's session. */
    Session session();

    /** The process exists and starts now. */
    void started(int processGroup, Owner owner);

    /** Where the client writes the command's input. */
    OutputStream interactiveInput();

    /** The terminal gets another size. */
    void resize(TerminalSize size);

    /** Nothing that still comes is wanted. Must not block. */
    void abandon();
}
