package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import java.io.IOException;

/** What an rc.d(8) script does with its daemon. Implementations take the lock of the machine's timeline themselves. */
public interface Daemon {

    /** Whether its process is there. */
    boolean isRunning();

    /** Whether its configuration can be checked. */
    boolean hasConfigTest();

    /**
     * Checks its configuration.
     *
     * @param process what runs the script; complaints go to its standard error
     * @param flags the flags that it would be started with
     */
    boolean configTest(SimProcess process, String flags) throws IOException;

    /**
     * Starts it; it may die a moment later.
     *
     * @return whether it could be started
     */
    boolean start(SimProcess process, String flags) throws IOException;

    /** Ends it, in its own time. */
    void stop(SimProcess process) throws IOException;

    /** Ends it at once, as when the machine goes down. */
    void kill();

    /** Whether it can read its configuration again. */
    boolean canReload();

    /** Has it read its configuration again. */
    void reload();
}
