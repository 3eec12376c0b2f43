package io.vmm4j.exec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How a command ended and what it printed. Immutable.
 *
 * <p>A non-zero exit status is a result, not an exception: what it means is for the caller to say.
 */
public final class CommandResult {

    private final Exit exit;
    private final byte[] stdout;
    private final byte[] stderr;

    /** A result of these bytes, which are copied. */
    public CommandResult(Exit exit, byte[] stdout, byte[] stderr) {
        this.exit = Objects.requireNonNull(exit, "exit");
        this.stdout = stdout.clone();
        this.stderr = stderr.clone();
    }

    /** How it ended. */
    public Exit exit() {
        return exit;
    }

    /** The exit status; {@code 128 + N} for a command that signal N ended, as sh(1) reports it. */
    public int exitStatus() {
        return exit.status();
    }

    /** Whether the exit status is 0. Several programs of OpenBSD's exit 0 when they failed: look at {@link #stderr()} too. */
    public boolean succeeded() {
        return exit.status() == 0;
    }

    /** From the moment the executor was asked to the moment the end was known. */
    public Duration elapsed() {
        return exit.elapsed();
    }

    /** A copy of what was printed to standard output. */
    public byte[] stdoutBytes() {
        return stdout.clone();
    }

    /** A copy of what was printed to standard error. */
    public byte[] stderrBytes() {
        return stderr.clone();
    }

    /** Standard output as UTF-8; malformed bytes become U+FFFD. */
    public String stdout() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Standard error as UTF-8; malformed bytes become U+FFFD. */
    public String stderr() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** The lines of standard output, without their ends. */
    public List<String> stdoutLines() {
        return stdout().lines().toList();
    }

    /** The lines of standard error, without their ends. */
    public List<String> stderrLines() {
        return stderr().lines().toList();
    }

    @Override
    public String toString() {
        return "CommandResult[" + exit + ", stdout " + stdout.length + " bytes, stderr " + stderr.length + " bytes]";
    }
}
