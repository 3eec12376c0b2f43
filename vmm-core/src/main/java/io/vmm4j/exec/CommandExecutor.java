package io.vmm4j.exec;

import io.vmm4j.exec.internal.CollectingSink;
import io.vmm4j.exec.internal.CommandFiles;
import io.vmm4j.exec.internal.SequentialBatch;
import java.time.Duration;
import java.util.List;

/**
 * Runs commands on a host: this machine, one reached over SSH, or a simulated one. Thread safe; any number of threads may
 * use it at the same time.
 *
 * <p>Nothing here blocks for ever: commands have timeouts, connections are made and closed in bounded time. A thread that
 * is interrupted while it waits has its command cancelled, keeps its interrupt flag and gets a
 * {@link CommandCancelledException}.
 *
 * <p>A transport implements {@link #start}, {@link #openTerminal}, {@link #openTunnel}, {@link #newConnection} and
 * {@link #close}; the rest has defaults built on these. What a transport must keep is written down as a test, the executor contract of
 * {@code vmm-testkit}.
 */
public interface CommandExecutor extends AutoCloseable {

    /** The host as error messages name it: {@code local:}, {@code ssh://root@vmhost:22}. */
    String target();

    /**
     * Runs a command to its end and collects what it prints.
     *
     * @return its result, whatever the exit status; a program that does not exist gives 127, one that cannot be run 126
     * @throws CommandTimeoutException if its timeout passed
     * @throws CommandCancelledException if the thread was interrupted
     * @throws TransportException if the host could not be asked or its answer was lost; {@link TransportException#fate()}
     *     says what is known of the command
     */
    default CommandResult run(Command command) {
        return CollectingSink.run(this, command);
    }

    /**
     * Runs commands one after the other, in one round trip where the transport can.
     *
     * @return one result for each command that ran, in order; fewer than asked for only if one failed at which the batch
     *     stops
     * @throws TransportException as {@link #run}; the transcript shows the commands that had ended by then
     */
    default List<CommandResult> runAll(Batch batch) {
        return SequentialBatch.run(this, batch);
    }

    /**
     * Starts a command and hands its output on as it comes.
     *
     * @throws TransportException if it could not be started
     */
    RunningCommand start(Command command, OutputSink output);

    /**
     * Starts a command on a pseudo-terminal, for people and for dialogues; its input is always interactive.
     *
     * @throws TransportException if it could not be started, or the transport has no terminals
     */
    Terminal openTerminal(Command command, TerminalSize size, OutputSink output);

    /** Copies files to and from the host, as the user that the executor works as or as root. */
    default FileTransfer files() {
        return new CommandFiles(this);
    }

    /**
     * Opens a connection from the host to an address that only it can reach.
     *
     * @param host a name or address as the host knows it
     * @param port 1 to 65535
     * @param timeout how long the connection may take to come about
     * @throws TransportException if the host refused or could not connect
     */
    Tunnel openTunnel(String host, int port, Duration timeout);

    /**
     * Connects to the same host once more, as the same user. Nothing is shared with this executor's connection, so what the new one
     * can do shows what somebody who logs in now could do: a connection that is there goes on working when pf(4) lets in no new
     * one. On the local machine there is no connection to make, and this shows nothing.
     *
     * @return an executor of its own, which the caller closes
     * @throws TransportException if the host does not let it in
     */
    CommandExecutor newConnection();

    /** Ends every command and tunnel that still runs, and the connection. Returns in bounded time. */
    @Override
    void close();
}
