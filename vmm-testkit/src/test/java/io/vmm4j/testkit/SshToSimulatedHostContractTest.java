package io.vmm4j.testkit;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import org.junit.jupiter.api.AfterAll;

class SshToSimulatedHostContractTest extends SimulatedHostContract {

    private SimulatedSshServer server;
    private CommandExecutor executor;

    @Override
    SimulatedHost start() {
        // What a command waits for must take as long as the client's own clock says.
        SimulatedHost host =
                SimulatedHost.openBsd().rootPassword("let me in").realTime(1).build();
        server = host.serve();
        executor = newExecutor();
        return host;
    }

    @AfterAll
    void disconnect() {
        executor.close();
        server.close();
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public CommandExecutor newExecutor() {
        return SshExecutor.to("ssh://root@127.0.0.1:" + server.port())
                .password(Secret.of("let me in"))
                .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                .connect();
    }
}
