package io.vmm4j.exec;

import java.io.OutputStream;

/**
 * A command that was started. Thread safe.
 *
 * <p>It ends by itself, at its timeout, or when it is cancelled; the timeout counts whether or not anybody waits. Closing
 * one that still runs cancels it.
 */
public interface RunningCommand extends AutoCloseable {

    /** What was started. */
    Command command();

    /**
     * Where to write the command's input; closing it is the command's end of file, and its output goes on.
     *
     * @throws IllegalStateException if the command's input is not {@link Input#interactive()}
     */
    OutputStream stdin();

    /**
     * Waits until the command has ended and its output has been delivered.
     *
     * @throws CommandTimeoutException if its timeout passed; it says whether the command is known to be gone
     * @throws CommandCancelledException if it was cancelled, or the waiting thread interrupted (which cancels it, and leaves
     *     the interrupt flag set)
     * @throws TransportException if the connection broke or the output could not be taken
     */
    Exit await();

    /**
     * Runs an action once, when the command has ended, however it did, and its output has been delivered: {@link #await()} does not
     * wait any more then. At once if that is so already. The action must be short.
     */
    default void onEnd(Runnable action) {
        Thread waiting = new Thread(
                () -> {
                    try {
                        await();
                    } catch (TransportException e) {
                        // How it ended is for who asks.
                    } finally {
                        action.run();
                    }
                },
                "vmm4j-end-of-command");
        waiting.setDaemon(true);
        waiting.start();
    }

    /**
     * Sends a signal to the command's process group, as far as the transport can. Returns when it was sent.
     *
     * @throws TransportException if it could not be sent
     */
    void signal(Signal signal);

    /** Stops the command: TERM, and KILL when that does not help. Returns at once; {@link #await()} tells the outcome. */
    void cancel();

    /** Cancels the command if it still runs, and frees what the transport held for it. Returns in bounded time. */
    @Override
    void close();
}
