package io.vmm4j.guest;

import io.vmm4j.exec.CommandExecutor;
import java.time.Duration;
import java.util.Objects;

/**
 * Where a guest's SSH server is, and how to know that it is the right one.
 *
 * @param host through which it is reached
 * @param address its address as that host knows it
 * @param port its port
 * @param judge who is asked about its host key
 * @param timeout how long connecting and logging in may take together
 */
public record GuestEndpoint(CommandExecutor host, String address, int port, HostKeyJudge judge, Duration timeout) {

    public GuestEndpoint {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(judge, "judge");
        Objects.requireNonNull(timeout, "timeout");
    }
}
