package io.vmm4j.testkit.contract;

import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.LocalExecutor;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.testkit.ssh.LoopbackEcho;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class LocalExecutorContractTest extends ExecutorContract {

    private final LocalExecutor executor = LocalExecutor.create(RootAccess.DIRECT);
    private LoopbackEcho echo;

    @TempDir
    private Path directory;

    @BeforeAll
    void startEcho() throws IOException {
        echo = LoopbackEcho.start();
    }

    @AfterAll
    void close() {
        echo.close();
        executor.close();
    }

    @Override
    public CommandExecutor executor() {
        return executor;
    }

    @Override
    public CommandExecutor newExecutor() {
        return LocalExecutor.create(RootAccess.DIRECT);
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
