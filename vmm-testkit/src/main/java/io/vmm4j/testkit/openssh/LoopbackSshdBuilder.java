package io.vmm4j.testkit.openssh;

import io.vmm4j.exec.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says how a {@link LoopbackSshd} differs from sshd's defaults. */
public final class LoopbackSshdBuilder {

    private static final List<String> SSHD = List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/sbin/sshd");
    private static final String NSS_WRAPPER = "libnss_wrapper.so";

    private Optional<String> loginShell = Optional.empty();
    private Optional<Secret> password = Optional.empty();
    private List<String> hostKeyTypes = List.of("ed25519", "ecdsa", "rsa");
    private final List<String> settings = new ArrayList<>();

    LoopbackSshdBuilder() {}

    /** Whether there is an sshd to start. */
    public static boolean available() {
        return sshd().isPresent() && !find("ssh-keygen").isEmpty();
    }

    /** Whether the login shell and the password can be chosen. */
    public static boolean canChooseUser() {
        return available() && nssWrapper().isPresent();
    }

    /** The user's login shell, an absolute path. Needs {@link #canChooseUser()}. */
    public LoopbackSshdBuilder loginShell(String path) {
        loginShell = Optional.of(path);
        return this;
    }

    /** The user's password. Needs {@link #canChooseUser()}. */
    public LoopbackSshdBuilder password(Secret secret) {
        password = Optional.of(secret);
        return this;
    }

    /** The kinds of host keys, as {@code ssh-keygen -t} names them. */
    public LoopbackSshdBuilder hostKeyTypes(String... types) {
        hostKeyTypes = List.of(types);
        return this;
    }

    /** A line of sshd_config(5). */
    public LoopbackSshdBuilder setting(String line) {
        settings.add(line);
        return this;
    }

    /**
     * Starts the server.
     *
     * @throws UncheckedIOException if it does not start
     */
    public LoopbackSshd start() {
        try {
            String sshd = sshd().orElseThrow(() -> new IOException("there is no sshd on this machine"));
            boolean asRoot = "root".equals(System.getProperty("user.name"));
            if (asRoot) {
                // The directory that sshd's unprivileged process locks itself into; the system's start script makes it.
                Files.createDirectories(Path.of("/run/sshd"));
            }
            SshdFiles files = SshdFiles.create(hostKeyTypes, settings);
            Map<String, String> environment = new HashMap<>();
            if (canChooseUser()) {
                files.writeAccounts(loginShell.orElse("/bin/sh"), password);
                environment.put("LD_PRELOAD", nssWrapper().orElseThrow());
                environment.putAll(files.accountEnvironment());
            } else if (loginShell.isPresent() || password.isPresent()) {
                throw new IOException("nss_wrapper is not installed, so the user cannot be chosen");
            }
            return LoopbackSshd.start(files, environment, sshd);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }

    private static Optional<String> sshd() {
        return SSHD.stream().filter(path -> Files.isExecutable(Path.of(path))).findFirst();
    }

    private static Optional<String> find(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static Optional<String> nssWrapper() {
        for (String directory : List.of("/usr/lib", "/usr/lib64", "/usr/local/lib")) {
            try (Stream<Path> files = Files.find(
                    Path.of(directory),
                    2,
                    (path, attributes) -> path.getFileName().toString().equals(NSS_WRAPPER))) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found.map(Path::toString);
                }
            } catch (IOException | UncheckedIOException e) {
                // A directory that is not there holds no library.
            }
        }
        return Optional.empty();
    }
}
