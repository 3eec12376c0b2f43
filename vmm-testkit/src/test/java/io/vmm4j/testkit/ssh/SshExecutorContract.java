package io.vmm4j.testkit.ssh;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import java.nio.file.Path;

/** The contract for {@link SshExecutor} against a real sshd whose login shell the subclass chooses. */
abstract class SshExecutorContract extends LoopbackSshdContract {

    SshExecutorContract(String shell) {
        super(shell);
    }

    @Override
    CommandExecutor connect(LoopbackSshd sshd, int port, Path knownHosts) {
        return SshExecutor.to("ssh://" + sshd.user() + "@127.0.0.1:" + port)
                .keyFile(sshd.keyFile())
                .hostKeys(HostKeyPolicy.strict(knownHosts))
                .rootAccess(io.vmm4j.exec.RootAccess.DIRECT)
                .connect();
    }
}
