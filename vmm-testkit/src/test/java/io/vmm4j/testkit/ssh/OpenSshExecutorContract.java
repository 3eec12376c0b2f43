package io.vmm4j.testkit.ssh;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;

/** The contract for {@link OpenSshExecutor} against a real sshd whose login shell the subclass chooses. */
abstract class OpenSshExecutorContract extends LoopbackSshdContract {

    OpenSshExecutorContract(String shell) {
        super(shell);
    }

    @BeforeAll
    static void requireClient() {
        Requirement.require(Files.isExecutable(Path.of("/usr/bin/ssh")), "OpenSSH's client");
    }

    @Override
    CommandExecutor connect(LoopbackSshd sshd, int port, Path knownHosts) {
        return OpenSshExecutor.to("ssh://" + sshd.user() + "@127.0.0.1:" + port)
                .configFile(Path.of("/dev/null"))
                .keyFile(sshd.keyFile())
                .knownHosts(knownHosts)
                .rootAccess(RootAccess.DIRECT)
                .connect();
    }
}
