package io.vmm4j.examples.benchmarks;

import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A rival: ssh(1) with a master connection, a process for each command. */
@State(Scope.Benchmark)
public class ControlMaster {

    private final Server server = Server.told();
    private final Path directory;
    private final Process master;

    /** Connects. */
    public ControlMaster() {
        try {
            directory = Files.createTempDirectory("vmm4j-master");
            master = Programs.start(ssh(List.of("-M", "-N", "-o", "ControlPersist=no"), List.of()));
            Deadline deadline = Timeline.system().deadlineIn(Duration.ofSeconds(20));
            while (!Files.exists(socket())) {
                if (!master.isAlive() || deadline.expired()) {
                    throw new IOException("there is no master connection");
                }
                Timeline.system().sleep(Duration.ofMillis(10));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private Path socket() {
        return directory.resolve("m");
    }

    private List<String> ssh(List<String> options, List<String> command) {
        List<String> argv = new ArrayList<>(List.of("ssh", "-T", "-S", socket().toString()));
        argv.addAll(options);
        argv.addAll(server.openSshOptions());
        argv.add(server.address());
        argv.addAll(command);
        return argv;
    }

    /** A command by a process of its own. */
    int run(String command) {
        return Programs.run(ssh(List.of(), List.of(command)));
    }

    /** Disconnects. */
    @TearDown
    public void close() throws IOException {
        master.destroy();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(directory);
    }
}
