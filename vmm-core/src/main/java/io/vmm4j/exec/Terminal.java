package io.vmm4j.exec;

/**
 * A command that runs on a pseudo-terminal: standard output and error come together, keys are written to
 * {@link #stdin()}, and losing the connection hangs it up.
 */
public interface Terminal extends RunningCommand {

    /**
     * Tells the terminal its new size.
     *
     * @throws TransportException if the host could not be told
     */
    void resize(TerminalSize size);
}
