package io.vmm4j.examples.cli;

import io.vmm4j.testkit.SimulatedSshServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * Files to log in to a served host with, in a new directory that only this user may read: a private key, known_hosts(5), and a
 * ssh_config(5) that names both. {@link #close} removes them.
 *
 * @param directory where they are
 */
record LoginFiles(Path directory) implements AutoCloseable {

    /** What ssh_config calls the host. */
    static final String ALIAS = "vmhost";

    private static final FileAttribute<Set<PosixFilePermission>> MINE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final FileAttribute<Set<PosixFilePermission>> MINE_TO_READ =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    static LoginFiles write(SimulatedSshServer server, LoginKey key) {
        try {
            LoginFiles files = new LoginFiles(Files.createTempDirectory("vmm-sim-", MINE));
            Files.createFile(files.identity(), MINE_TO_READ);
            Files.writeString(files.identity(), key.privateKey());
            Files.write(files.knownHosts(), server.knownHosts());
            Files.write(files.config(), files.configuration(server.port()));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> configuration(int port) {
        return List.of(
                "Host " + ALIAS,
                "    HostName 127.0.0.1",
                "    Port " + port,
                "    User root",
                "    IdentityFile \"" + identity() + "\"",
                "    IdentitiesOnly yes",
                "    UserKnownHostsFile \"" + knownHosts() + "\"",
                "    GlobalKnownHostsFile none",
                "    StrictHostKeyChecking yes");
    }

    Path identity() {
        return directory.resolve("key");
    }

    Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    Path config() {
        return directory.resolve("config");
    }

    @Override
    public void close() {
        try {
            for (Path file : List.of(identity(), knownHosts(), config(), directory)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
