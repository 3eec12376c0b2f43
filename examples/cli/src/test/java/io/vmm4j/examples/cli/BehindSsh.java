package io.vmm4j.examples.cli;

import io.vmm4j.exec.Command;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A simulated host behind a real SSH server, and the command line that knows how to log in there. */
final class BehindSsh implements AutoCloseable {

    private final SimulatedHost host;
    private final SimulatedSshServer server;
    private final LoginFiles files;

    private BehindSsh(SimulatedHost host, LoginKey key) {
        this.host = host;
        this.server = host.serve();
        this.files = LoginFiles.write(server, key);
    }

    static BehindSsh serve(SimulatedHostBuilder builder) {
        LoginKey key = LoginKey.generate("test");
        return new BehindSsh(builder.rootKey(key.authorizedKey()).build(), key);
    }

    SimulatedHost host() {
        return host;
    }

    String address() {
        return "ssh://root@127.0.0.1:" + server.port();
    }

    /** Runs {@code vmm} against the host. */
    Run vmm(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "--host",
                address(),
                "--identity",
                files.identity().toString(),
                "--known-hosts",
                files.knownHosts().toString()));
        all.addAll(List.of(words));
        return Run.vmm(all.toArray(String[]::new));
    }

    /** What a line of shell prints there. */
    String sh(String line) {
        return host.executor()
                .run(Command.read("sh", "-c", line).withTimeout(Duration.ofMinutes(5)))
                .stdout();
    }

    @Override
    public void close() {
        files.close();
        host.close();
    }
}
