package io.vmm4j.time;

import java.time.Duration;

/**
 * What one thread waits for and another rings: a wait that ends when there is news, not when it is looked for. Thread safe.
 *
 * <p>A ring that nobody waited for is kept, once: the next wait ends at once.
 */
public interface Bell {

    /** Ends the wait that there is, or the next one. */
    void ring();

    /**
     * Waits for a ring.
     *
     * @param limit how long at most; zero or negative only takes a ring that was kept
     * @return whether there was one in time
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    boolean await(Duration limit) throws InterruptedException;
}
