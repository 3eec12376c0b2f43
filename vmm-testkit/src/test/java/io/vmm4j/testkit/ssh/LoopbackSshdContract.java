package io.vmm4j.testkit.ssh;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.contract.ExecutorContract;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real sshd on loopback. */
abstract class LoopbackSshdContract extends ExecutorContract {

    private final String shell;
    private LoopbackSshd sshd;
    private CommandExecutor executor;
    private LoopbackEcho echo;

    @TempDir
    private Path directory;

    LoopbackSshdContract(String shell) {
        this.shell = shell;
    }

    abstract CommandExecutor connect(LoopbackSshd server, int port, Path knownHosts);

    @BeforeAll
    void startServer() throws IOException {
        Requirement.require(LoopbackSshdBuilder.canChooseUser(), "sshd and nss_wrapper");
        Requirement.require(Files.isExecutable(Path.of(shell)), shell);
        sshd = LoopbackSshd.builder().loginShell(shell).start();
        executor = connect(sshd, sshd.port(), sshd.knownHosts());
        echo = LoopbackEcho.start();
    }

    @AfterAll
    void stopServer() {
        if (executor != null) {
            executor.close();
            echo.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    LoopbackSshd sshd() {
        return sshd;
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public CommandExecutor newExecutor() {
        return connect(sshd, sshd.port(), sshd.knownHosts());
    }

    @Override
    public String workingDirectory() {
        return directory.toString();
    }

    @Override
    public InetSocketAddress echoAddress() {
        return echo.address();
    }

    @Override
    public InetSocketAddress closedAddress() {
        return LoopbackEcho.closedAddress();
    }
}
