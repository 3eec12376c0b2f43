package io.vmm4j.examples.benchmarks;

import io.vmm4j.testkit.openssh.LoopbackSshd;
import java.nio.file.Path;
import java.util.List;

/**
 * The sshd(8) that all contestants talk to. The program starts it; JMH's forks learn of it by system properties.
 *
 * @param port on 127.0.0.1
 * @param user whom to log in as
 * @param key the user's private key
 * @param knownHosts a known_hosts(5) file that has the server's keys
 * @param room a directory for large files, in memory if possible
 */
record Server(int port, String user, Path key, Path knownHosts, Path room) {

    private static final String PREFIX = "vmm4j.benchmarks.";

    static Server of(LoopbackSshd sshd, Path room) {
        return new Server(sshd.port(), sshd.user(), sshd.keyFile(), sshd.knownHosts(), room);
    }

    /** The server that the program told this fork of. */
    static Server told() {
        return new Server(
                Integer.parseInt(property("port")),
                property("user"),
                Path.of(property("key")),
                Path.of(property("knownHosts")),
                Path.of(property("room")));
    }

    private static String property(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException("start the benchmarks by their own main class, which starts the server");
        }
        return value;
    }

    /** Arguments for a java(1) that is to be told. */
    List<String> asJvmArguments() {
        return List.of(
                "-D" + PREFIX + "port=" + port,
                "-D" + PREFIX + "user=" + user,
                "-D" + PREFIX + "key=" + key,
                "-D" + PREFIX + "knownHosts=" + knownHosts,
                "-D" + PREFIX + "room=" + room);
    }

    /** {@code ssh://user@127.0.0.1:port}. */
    String address() {
        return "ssh://" + user + "@127.0.0.1:" + port;
    }

    /** Options by which the programs of OpenSSH log in at the server without looking at anything of the user's own. */
    List<String> openSshOptions() {
        return List.of(
                "-F",
                "none",
                "-i",
                key.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "UserKnownHostsFile=" + knownHosts,
                "-o",
                "LogLevel=ERROR");
    }

    /** The file that is uploaded. */
    Path source() {
        return room.resolve("source");
    }

    /** Where it is uploaded to. */
    Path destination() {
        return room.resolve("destination");
    }
}
