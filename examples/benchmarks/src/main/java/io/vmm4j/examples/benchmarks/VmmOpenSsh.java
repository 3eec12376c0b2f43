package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.OpenSshExecutor;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: an {@link OpenSshExecutor}. */
@State(Scope.Benchmark)
public class VmmOpenSsh {

    private final OpenSshExecutor executor;

    /** Connects. */
    public VmmOpenSsh() {
        Server server = Server.told();
        executor = OpenSshExecutor.to(server.address())
                .configFile(Path.of("none"))
                .keyFile(server.key())
                .knownHosts(server.knownHosts())
                .rootAccess(RootAccess.DIRECT)
                .connect();
    }

    CommandResult run(Command command) {
        return Checked.result(executor.run(command));
    }

    /** Disconnects. */
    @TearDown
    public void close() {
        executor.close();
    }
}
