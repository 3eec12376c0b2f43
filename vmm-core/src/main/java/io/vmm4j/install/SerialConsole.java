package io.vmm4j.install;

import io.vmm4j.error.Problem;
import io.vmm4j.exec.CommandCancelledException;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.RunningCommand;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.internal.Reasons;
import io.vmm4j.install.internal.Connection;
import io.vmm4j.install.internal.Reading;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dialogue with a guest on its serial console.
 *
 * <p>From the moment it is open it reads all the time: what comes between two calls waits for the next {@link #expect}, up to 1 MiB
 * of it, and what an expectation that was met did not need waits for the one after it. An expectation that was not met in time
 * takes nothing. However what the guest writes is cut into pieces on its way, the dialogue is the same. Watches see each
 * line besides, whoever expects what. There are no pauses: data wakes who waits.
 *
 * <p>What a guest writes while nobody is connected is lost, so connect before it matters. The connection uses no terminal of the
 * host's, and what is sent reaches the guest as it is, a tilde at the beginning of a line included. A {@link Secret} that was sent is
 * masked in the transcript, the errors and what watches see, even if the guest echoes it.
 *
 * <p>One thread talks at a time; everything else may be called by any. All methods that wait have a limit, honour interruption
 * with a {@link CommandCancelledException}, and throw a {@link ConsoleException} with the last lines when the console ends.
 */
public final class SerialConsole implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofSeconds(30);
    private static final int LAST_LINES = 12;

    private final ConsoleLine line;
    private final Reading reading;
    private final ReentrantLock talking = new ReentrantLock();
    private volatile Connection connection;

    private SerialConsole(ConsoleLine line, Reading reading) {
        this.line = line;
        this.reading = reading;
        this.connection = Connection.to(line, reading);
    }

    /**
     * Connects to a line, and waits for its greeting if it has one.
     *
     * @param timeline where waits take their time from
     * @throws ConsoleException if it is in use or cannot be opened
     * @throws io.vmm4j.exec.TransportException if the host could not be asked
     */
    public static SerialConsole open(ConsoleLine line, Timeline timeline) {
        SerialConsole console = new SerialConsole(line, new Reading(timeline));
        try {
            console.greet();
            return console;
        } catch (RuntimeException e) {
            console.close();
            throw e;
        }
    }

    private void greet() {
        line.greeting().ifPresent(greeting -> expect(CONNECTING, greeting));
        connection.greeted();
    }

    /**
     * Connects once more after the console has ended, and begins anew: what was not read is dropped, and what the guest has written
     * meanwhile is lost. The transcript goes on, with a mark, and so do the watches.
     *
     * @throws IllegalStateException if it has not ended
     * @throws ConsoleException as {@link #open}
     */
    public void reconnect() {
        talking.lock();
        try {
            if (!connection.isOver()) {
                throw new IllegalStateException(line.name() + " is connected");
            }
            if (connection.isClosed()) {
                throw connection.ending(lastLines());
            }
            connection.close();
            reading.restart();
            connection = Connection.to(line, reading);
            greet();
        } finally {
            talking.unlock();
        }
    }

    /**
     * Waits for the first of some expectations, in what was written since the one that was met last.
     *
     * @throws ConsoleException with {@link ConsoleError#NOT_SEEN} if none was met in time, and if the console ends before
     */
    public ConsoleMatch expect(Duration limit, Expectation first, Expectation... others) {
        List<Expectation> all =
                Stream.concat(Stream.of(first), Arrays.stream(others)).toList();
        return expectAny(limit, all);
    }

    /** The same, with any number of alternatives. */
    public ConsoleMatch expectAny(Duration limit, List<Expectation> alternatives) {
        return find(limit, alternatives).orElseThrow(() -> notSeen(limit, alternatives));
    }

    /**
     * Waits for the first of some expectations, where it is no error that none comes.
     *
     * @throws ConsoleException if the console ends before
     */
    public Optional<ConsoleMatch> find(Duration limit, List<Expectation> alternatives) {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("nothing to expect");
        }
        talking.lock();
        try {
            Connection current = connection;
            Deadline deadline = reading.timeline().deadlineIn(limit);
            Optional<ConsoleMatch> match = reading.await(List.copyOf(alternatives), deadline, current::isOver);
            if (match.isEmpty() && current.isOver()) {
                throw current.ending(lastLines());
            }
            return match;
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            talking.unlock();
        }
    }

    private ConsoleException notSeen(Duration limit, List<Expectation> alternatives) {
        List<String> last = lastLines();
        String wanted = alternatives.stream().map(Expectation::toString).collect(Collectors.joining(" or "));
        return new ConsoleException(
                Problem.of(ConsoleError.NOT_SEEN)
                        .with("console", line.name())
                        .with("expected", wanted)
                        .with("timeout", Reasons.inWords(limit))
                        .with("last", last.isEmpty() ? "(nothing)" : last.get(last.size() - 1)),
                last,
                null);
    }

    private CommandCancelledException interrupted() {
        Thread.currentThread().interrupt();
        return new CommandCancelledException(
                Problem.of(ExecError.COMMAND_CANCELLED)
                        .with("command", "(waiting on " + line.name() + ")")
                        .with("target", line.name())
                        .with("fate", CommandFate.MAY_HAVE_RUN),
                CommandFate.MAY_HAVE_RUN);
    }

    /** Waits for a question and answers it with a line; an empty one takes the default. */
    public ConsoleMatch answer(Duration limit, Expectation question, String reply) {
        ConsoleMatch match = expect(limit, question);
        sendLine(reply);
        return match;
    }

    /** Waits for a question and answers it with a secret. */
    public ConsoleMatch answer(Duration limit, Expectation question, Secret reply) {
        ConsoleMatch match = expect(limit, question);
        sendLine(reply);
        return match;
    }

    /**
     * Waits until the guest has written nothing for a while, and passes over all that it has written.
     *
     * @param quiet how long
     * @param limit how long this may take, after which it goes on although the guest writes
     */
    public void settle(Duration quiet, Duration limit) {
        talking.lock();
        try {
            reading.settle(quiet, reading.timeline().deadlineIn(limit), connection::isOver);
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            talking.unlock();
        }
    }

    /** Types a text as it is, in UTF-8; a newline in it is the Return key. */
    public void send(String text) {
        type(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8));
    }

    /** Types a text and Return. */
    public void sendLine(String text) {
        send(text + "\n");
    }

    /** Types a secret, which is masked from now on. */
    public void send(Secret secret) {
        reading.hide(secret);
        byte[] revealed = secret.reveal();
        try {
            type(revealed);
        } finally {
            Arrays.fill(revealed, (byte) 0);
        }
    }

    /** Types a secret and Return. */
    public void sendLine(Secret secret) {
        send(secret);
        press(ControlKey.ENTER);
    }

    /** Presses keys, one after the other. */
    public void press(ControlKey... keys) {
        for (ControlKey key : keys) {
            type(key.sequence().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void type(byte[] bytes) {
        talking.lock();
        try {
            if (connection.isOver()) {
                throw connection.ending(lastLines());
            }
            OutputStream keyboard = connection.command().stdin();
            keyboard.write(bytes);
            keyboard.flush();
        } catch (IOException e) {
            throw connection.broken(e, lastLines());
        } finally {
            talking.unlock();
        }
    }

    /**
     * Follows what the guest writes, line by line, from now on.
     *
     * @return a handle that ends it
     */
    public Watching watch(ConsoleWatch watch) {
        reading.add(watch);
        return () -> reading.remove(watch);
    }

    /** A watch that goes on. */
    @FunctionalInterface
    public interface Watching extends AutoCloseable {

        /** Ends it. */
        @Override
        void close();
    }

    /** Takes over the shell whose prompt stands on the console. */
    public ConsoleShell shell() {
        return new ConsoleShell(this, reading.timeline(), ConsoleShell.PATIENCE);
    }

    /** What the guest has written up to now, the last MiB of it. */
    public ConsoleTranscript transcript() {
        return reading.transcript();
    }

    /** Whether the connection is there still, as far as is known. */
    public boolean isConnected() {
        return !connection.isOver();
    }

    /** The console as errors name it. */
    public String name() {
        return line.name();
    }

    private List<String> lastLines() {
        return transcript().lastLines(LAST_LINES);
    }

    /** Disconnects; the guest goes on. Returns in bounded time. */
    @Override
    public void close() {
        RunningCommand command = connection.command();
        connection.close();
        command.close();
        reading.wipe();
    }

    @Override
    public String toString() {
        return "SerialConsole[" + line.name() + "]";
    }
}
