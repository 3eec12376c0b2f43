package io.vmm4j.ssh.internal;

import io.vmm4j.exec.RootAccess;
import java.time.Duration;
import java.util.List;

/**
 * Everything a master connection is made from.
 *
 * @param program the ssh program
 * @param destination where to, as ssh(1) takes it
 * @param options what goes before the destination
 * @param rootAccess how root is reached
 * @param connectTimeout how long connecting and logging in may take together
 * @param heartbeat how often a silent connection is asked whether it lives
 */
public record OpenSshSettings(
        String program,
        String destination,
        List<String> options,
        RootAccess rootAccess,
        Duration connectTimeout,
        Duration heartbeat) {

    public OpenSshSettings {
        options = List.copyOf(options);
    }

    /** The host as error messages name it. */
    public String target() {
        return destination.startsWith("ssh://") ? destination : "ssh://" + destination;
    }
}
