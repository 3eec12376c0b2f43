package io.vmm4j.examples.cli;

import io.vmm4j.VmmHost;

/**
 * A host, and what has to be closed after it.
 *
 * @param host the host
 * @param connection what leads to it
 */
record Connected(VmmHost host, Closing connection) implements AutoCloseable {

    /** What ends a connection. */
    interface Closing {
        void close();
    }

    @Override
    public void close() {
        connection.close();
    }
}
