package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.exec.RootAccess;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Ours: an {@link SshExecutor} as anybody gets it. */
@State(Scope.Benchmark)
public class VmmSsh {

    private final SshExecutor executor;

    /** Connects. */
    public VmmSsh() {
        Server server = Server.told();
        executor = SshExecutor.to(server.address())
                .keyFile(server.key())
                .hostKeys(HostKeyPolicy.strict(server.knownHosts()))
                .rootAccess(RootAccess.DIRECT)
                .connect();
    }

    SshExecutor executor() {
        return executor;
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
