package io.vmm4j.install;

import io.vmm4j.install.internal.BlockTransfer;
import io.vmm4j.install.internal.Typist;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.time.Duration;

/**
 * The shell at whose prompt a guest's console stands: the installer's of OpenBSD, which has little besides ksh(1), busybox's, or any
 * other POSIX shell. What the prompt looks like does not matter: ends of commands are known by a marker that nothing else prints.
 *
 * <p>A command is typed, compared with its echo, and only then entered; a line that loses, doubles or changes characters is taken
 * back and typed again. Commands too long for a terminal's line, and files, go over in blocks ({@link #write}).
 *
 * <p>Not thread safe; nothing else may talk on the console meanwhile. It leaves functions {@code _e}, {@code _p}, {@code _s},
 * {@code _r}, {@code _j} and {@code _m} and variables {@code D}, {@code E}, {@code F}, {@code T}, {@code l} and {@code n} in the shell, an empty
 * directory in /tmp and the prompt {@code # }.
 */
public final class ConsoleShell {

    /** How long a line may be silent, unless told otherwise, before what is missing is taken for lost. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SerialConsole console;
    private final Timeline timeline;
    private final Typist typist;
    private final BlockTransfer transfer;
    private boolean ready;

    ConsoleShell(SerialConsole console, Timeline timeline, Duration patience) {
        this.console = console;
        this.timeline = timeline;
        this.typist = new Typist(console, timeline, patience);
        this.transfer = new BlockTransfer(typist);
    }

    /** The same shell, on a line where something is lost when nothing comes for this long. */
    public ConsoleShell withPatience(Duration silence) {
        return new ConsoleShell(console, timeline, silence);
    }

    /**
     * Runs a command of any length in the shell itself, and waits for its end. It must not read what is typed.
     *
     * <p>The exit status is checked; what the command prints is taken as it comes, with what a noisy line has made of it. Should the
     * whole last line be lost, this waits up to the limit.
     *
     * @throws ConsoleException if the shell does not take it, or it does not end in time: it may run on then
     * @throws IllegalArgumentException if it holds a NUL
     */
    public ShellAnswer run(String command, Duration limit) {
        if (command.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a command holds no NUL");
        }
        Deadline deadline = typist.in(limit);
        prepare(deadline);
        String typed = Typist.canRun(command) ? command : ". " + transfer.script(command + "\n", deadline);
        return typist.run(typed, deadline);
    }

    /**
     * Writes a file, in blocks each of which is compared by SHA-256 and sent again until it is right, and moves it in place when all of
     * it is. It is typed with the echo switched off, and never as what a shell would run if it got to see it.
     *
     * <p>Takes about a second for 10 kB on a line of 115200 baud; it is meant for scripts and keys.
     *
     * @param path where, absolute, in a directory that exists
     * @param mode its mode in octal digits: {@code 0600}
     * @throws ConsoleException with {@link ConsoleError#NOT_TRANSFERRED} if it could not be written
     * @throws IllegalArgumentException if the path is not absolute or not printable ASCII
     */
    public void write(String path, byte[] content, String mode, Duration limit) {
        if (!path.startsWith("/") || !path.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("a path on a guest is absolute and plain ASCII: " + path);
        }
        if (!mode.matches("[0-7]{3,4}")) {
            throw new IllegalArgumentException("a mode is three or four octal digits: " + mode);
        }
        Deadline deadline = typist.in(limit);
        prepare(deadline);
        transfer.write(path, content.clone(), mode, deadline);
    }

    private void prepare(Deadline deadline) {
        if (!ready) {
            typist.prepare(deadline);
            ready = true;
        }
    }
}
