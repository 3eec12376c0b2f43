package io.vmm4j.guest;

import io.vmm4j.exec.CommandExecutor;

/**
 * Logs in to guests: knows as whom and with what, and speaks SSH, which this module does not. The module {@code io.vmm4j.ssh} has one;
 * a program may bring its own. Implementations are thread safe.
 */
@FunctionalInterface
public interface GuestConnector {

    /**
     * Connects and logs in, with one connection for all commands. The judge of the endpoint is asked first, and nothing is sent to a
     * server that it does not trust.
     *
     * @return what runs commands in the guest; the caller closes it, before the host's executor
     * @throws io.vmm4j.exec.TransportException if there is no connection to be had, the server is not trusted, or does not let the
     *     user in
     */
    CommandExecutor connect(GuestEndpoint endpoint);
}
