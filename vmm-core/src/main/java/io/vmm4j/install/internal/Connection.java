package io.vmm4j.install.internal;

import io.vmm4j.error.Problem;
import io.vmm4j.error.Transcript;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.exec.Exit;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.TransportException;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.install.ConsoleError;
import io.vmm4j.install.ConsoleException;
import io.vmm4j.install.ConsoleLine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One connection of a console, and how it came to its end. Thread safe. */
public final class Connection {

    private final ConsoleLine line;
    private final Reading reading;
    private final RunningCommand command;
    private volatile boolean over;
    private volatile boolean closed;
    private volatile boolean greeted;

    private Connection(ConsoleLine line, Reading reading, RunningCommand command) {
        this.line = line;
        this.reading = reading;
        this.command = command;
    }

    /** Connects. */
    public static Connection to(ConsoleLine line, Reading reading) {
        Connection connection = new Connection(line, reading, line.connect(reading));
        connection.command.onEnd(connection::ended);
        return connection;
    }

    private void ended() {
        over = true;
        reading.wake();
    }

    /** What it runs on. */
    public RunningCommand command() {
        return command;
    }

    /** It works. */
    public void greeted() {
        greeted = true;
    }

    /** Whether nothing more will come. */
    public boolean isOver() {
        return over || closed;
    }

    /** Whether this program has closed it. */
    public boolean isClosed() {
        return closed;
    }

    /** Closes it. */
    public void close() {
        closed = true;
        command.close();
        reading.wake();
    }

    /** Why typing did not work: it may take a moment until the end itself is known. */
    public ConsoleException broken(IOException reason, List<String> lastLines) {
        return over ? ending(lastLines) : failure(ConsoleError.LOST, Reasons.of(reason), lastLines, reason);
    }

    /** How it has ended. */
    public ConsoleException ending(List<String> lastLines) {
        if (closed) {
            return failure(ConsoleError.CLOSED, "closed", lastLines, null);
        }
        try {
            return ending(command.await(), lastLines);
        } catch (CommandTimeoutException e) {
            return failure(ConsoleError.KILLED, "it was open for as long as it may be", lastLines, e);
        } catch (TransportException e) {
            return failure(ConsoleError.LOST, e.getMessage(), lastLines, e);
        }
    }

    private ConsoleException ending(Exit exit, List<String> lastLines) {
        String said = complaint(lastLines);
        ConsoleException failure = exit.status() == 0
                ? after(lastLines)
                : greeted
                        ? failure(ConsoleError.KILLED, said.isEmpty() ? exit.toString() : said, lastLines, null)
                        : refused(exit, said, lastLines);
        failure.addToTranscript(new Transcript.Entry(
                line.name(), command.command().toString(), OptionalInt.of(exit.status()), lastLines, exit.elapsed()));
        return failure;
    }

    /** At the end of the line cu(1) writes [EOT], after a signal the name of that. */
    private ConsoleException after(List<String> lastLines) {
        String last = lastLines.isEmpty() ? "" : lastLines.get(lastLines.size() - 1);
        return last.matches("\\[SIG[A-Z]+]")
                ? failure(ConsoleError.KILLED, "cu(1) got " + last, lastLines, null)
                : failure(ConsoleError.ENDED, "its other end is gone", lastLines, null);
    }

    private ConsoleException refused(Exit exit, String said, List<String> lastLines) {
        boolean busy = said.toLowerCase(Locale.ROOT).contains("device busy");
        String reason = said.isEmpty() ? exit.toString() : said;
        return failure(busy ? ConsoleError.IN_USE : ConsoleError.NOT_CONNECTED, reason, lastLines, null);
    }

    /** Messages come on standard error, or at the end of all if there is but one stream. */
    private String complaint(List<String> lastLines) {
        List<String> lines =
                reading.complaint().lines().filter(each -> !each.isBlank()).toList();
        List<String> said = lines.isEmpty() ? lastLines : lines;
        return said.isEmpty() ? "" : said.get(said.size() - 1);
    }

    private ConsoleException failure(
            ConsoleError code, String reason, List<String> lastLines, @Nullable Throwable cause) {
        Problem problem = Problem.of(code)
                .with("console", line.name())
                .with("reason", reason)
                .with("last", lastLines.isEmpty() ? "(nothing)" : lastLines.get(lastLines.size() - 1));
        return new ConsoleException(problem, lastLines, cause);
    }
}
