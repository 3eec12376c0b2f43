package io.vmm4j.testkit.internal.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What a program sees of itself while it runs. Used by the thread that runs the program; {@code kill} by any. */
public interface SimProcess {

    /** argv, the program's name as typed first. */
    List<String> argv();

    /** argv without its first element. */
    default List<String> arguments() {
        return argv().subList(1, argv().size());
    }

    /** The process id. */
    int pid();

    /** As whom it runs. */
    Account account();

    /** The environment; the map may be changed and is the process's own. */
    Map<String, String> environment();

    /** The working directory, absolute. */
    String workingDirectory();

    /** Where it reads. */
    InputStream stdin();

    /** Where it prints. */
    OutputStream stdout();

    /** Where it complains. */
    OutputStream stderr();

    /** Whether standard input and output are a terminal. */
    boolean hasTerminal();

    /** The machine it runs on. */
    Machine machine();

    /** Prints bytes (one per character) to standard output. */
    void print(String text) throws IOException;

    /** Prints bytes (one per character) to standard error. */
    void complain(String text) throws IOException;

    /**
     * Waits on the machine's timeline until a condition holds.
     *
     * @param condition looked at whenever something happened; must not block
     * @return false if the time passed first
     * @throws Killed if a signal ends the process meanwhile
     */
    boolean await(BooleanSupplier condition, Duration timeout);

    /** Waits until a signal ends the process; for a program that hangs. */
    Killed hang();
}
