package io.vmm4j.testkit.internal.kernel;

import java.io.IOException;

/** A program of the simulated host. Implementations hold no state of a run: one instance serves all processes. */
@FunctionalInterface
public interface Program {

    /**
     * Runs as a process.
     *
     * @return the exit status
     * @throws IOException if one of the process's streams is broken; the process ends as by SIGPIPE
     * @throws Killed if a signal ended the process; programs let it pass
     * @throws Exited to end from somewhere deep
     */
    int run(SimProcess process) throws IOException;
}
