package io.vmm4j.testkit.internal.kernel;

import io.vmm4j.testkit.internal.io.OpenFile;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A login session: the processes that belong together, and whether anybody waits for them. Thread safe.
 *
 * <p>On a virtual timeline a process that sleeps in a session somebody attends moves time on; a daemon, or what a session left
 * behind, only takes time as it comes. The in-process executor needs no attendance: there the waiting client moves time itself.
 */
public final class Session {

    private final BooleanSupplier attended;
    private final Optional<Supplier<OpenFile>> terminal;

    private Session(BooleanSupplier attended, Optional<Supplier<OpenFile>> terminal) {
        this.attended = attended;
        this.terminal = terminal;
    }

    /** A session nobody waits for, without a terminal. */
    public static Session detached() {
        return new Session(() -> false, Optional.empty());
    }

    /** A session somebody waits for as long as this holds. */
    public static Session attendedWhile(BooleanSupplier attended) {
        return new Session(attended, Optional.empty());
    }

    /** The same session on a terminal, which is opened like this. */
    public Session withTerminal(Supplier<OpenFile> opening) {
        return new Session(attended, Optional.of(opening));
    }

    /** Whether somebody waits for it. */
    boolean isAttended() {
        return attended.getAsBoolean();
    }

    /** Opens the controlling terminal. */
    OpenFile openTerminal() throws SystemError {
        return terminal.orElseThrow(Errno.ENXIO::asError).get();
    }

    /** Whether it has a controlling terminal. */
    public boolean hasTerminal() {
        return terminal.isPresent();
    }
}
