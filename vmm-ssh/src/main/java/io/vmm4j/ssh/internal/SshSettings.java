package io.vmm4j.ssh.internal;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshAddress;
import io.vmm4j.ssh.SshCredential;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a connection is made from.
 *
 * @param address where to and as whom
 * @param credentials what to log in with, tried in order
 * @param hostKeys which host keys are trusted
 * @param jump through whose host the connection goes
 * @param rootAccess how root is reached
 * @param connectTimeout how long connecting and logging in may take together
 * @param heartbeat how often a silent connection is asked whether it lives
 * @param channels how many sessions are open at the same time at most
 */
public record SshSettings(
        SshAddress address,
        List<SshCredential> credentials,
        HostKeyPolicy hostKeys,
        Optional<CommandExecutor> jump,
        RootAccess rootAccess,
        Duration connectTimeout,
        Duration heartbeat,
        int channels) {

    public SshSettings {
        credentials = List.copyOf(credentials);
    }
}
