package io.vmm4j.testkit.ssh;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import java.nio.file.Path;
import java.time.Duration;

class OpenSshExecutorFaultsTest extends ConnectionFaults {

    @Override
    CommandExecutor connect(LoopbackSshd server, int port, Path knownHosts, Duration heartbeat) {
        return OpenSshExecutor.to("ssh://" + server.user() + "@127.0.0.1:" + port)
                .configFile(Path.of("/dev/null"))
                .keyFile(server.keyFile())
                .knownHosts(knownHosts)
                .rootAccess(RootAccess.DIRECT)
                .heartbeat(heartbeat)
                .connectTimeout(Duration.ofSeconds(5))
                .connect();
    }
}
