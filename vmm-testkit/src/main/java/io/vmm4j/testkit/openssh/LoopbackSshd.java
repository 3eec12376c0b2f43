package io.vmm4j.testkit.openssh;

import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine's own sshd(8) on 127.0.0.1, with host keys, a user key and a user of its own in a temporary directory. It ends
 * when it is closed.
 *
 * <p>The user is the one who runs the tests under another name and with the login shell that was asked for; nss_wrapper makes
 * sshd believe it, and nothing on the machine is changed. Without nss_wrapper only the user's own shell can be had.
 */
public final class LoopbackSshd implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final int PORTS = 5;

    private final Path directory;
    private final Process process;
    private final int port;
    private final String user;

    private LoopbackSshd(Path directory, Process process, int port, String user) {
        this.directory = directory;
        this.process = process;
        this.port = port;
        this.user = user;
    }

    /** A server that is still to be told how to differ from sshd's defaults. */
    public static LoopbackSshdBuilder builder() {
        return new LoopbackSshdBuilder();
    }

    static LoopbackSshd start(SshdFiles files, Map<String, String> environment, String sshd)
            throws IOException, InterruptedException {
        int tries = PORTS;
        while (true) {
            int port = freePort();
            files.writeConfiguration(port);
            ProcessBuilder builder = new ProcessBuilder(
                    sshd, "-D", "-e", "-f", files.configuration().toString());
            builder.environment().putAll(environment);
            builder.redirectErrorStream(true).redirectOutput(files.log().toFile());
            LoopbackSshd server = new LoopbackSshd(files.directory(), builder.start(), port, files.user());
            if (server.awaitListening(files.processId())) {
                return server;
            }
            String said = Files.exists(files.log()) ? Files.readString(files.log()) : "";
            if (--tries == 0 || !said.contains("Address already in use")) {
                server.close();
                throw new IOException("sshd did not start: " + said);
            }
        }
    }

    /** A port that is free now; somebody else may have it a moment later. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Whether it came to listen. To connect would not tell: whoever was faster to take the port may answer as well. */
    private boolean awaitListening(Path processId) throws InterruptedException {
        Deadline deadline = Timeline.system().deadlineIn(START_LIMIT);
        while (!Files.exists(processId)) {
            if (!process.isAlive() || deadline.expired()) {
                return false;
            }
            Timeline.system().sleep(Duration.ofMillis(5));
        }
        return true;
    }

    /** The port it listens on, on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The user to log in as. */
    public String user() {
        return user;
    }

    /** {@code ssh://user@127.0.0.1:port}. */
    public String address() {
        return "ssh://" + user + "@127.0.0.1:" + port;
    }

    /** A private key that the user may log in with. */
    public Path keyFile() {
        return directory.resolve("user_key");
    }

    /** The public key of the host, as {@code ssh-keygen} wrote it: type, base64, comment. */
    public String hostKey(String type) {
        return read(directory.resolve("host_" + type + ".pub"));
    }

    /** A known_hosts(5) file with all the server's keys, for its own port. */
    public Path knownHosts() {
        return knownHosts(port);
    }

    /** A known_hosts(5) file with all the server's keys, for another port that leads to it. */
    public Path knownHosts(int otherPort) {
        Path file = directory.resolve("known_hosts_" + otherPort);
        StringBuilder lines = new StringBuilder();
        try (Stream<Path> keys = Files.list(directory)) {
            keys.filter(path -> path.getFileName().toString().matches("host_\\w+\\.pub"))
                    .sorted()
                    .forEach(path -> lines.append("[127.0.0.1]:")
                            .append(otherPort)
                            .append(' ')
                            .append(read(path))
                            .append('\n'));
            return Files.writeString(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory of the server's, deleted with it. */
    public Path directory() {
        return directory;
    }

    /** What sshd has logged so far. */
    public String log() {
        return read(directory.resolve("log"));
    }

    /** The process ids of the server and of the processes that serve connections. */
    public List<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroy();
        descendants.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A command that still runs may be writing there; the directory is temporary anyway.
        }
    }
}
