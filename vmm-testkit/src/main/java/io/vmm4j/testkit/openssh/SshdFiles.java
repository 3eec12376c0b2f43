package io.vmm4j.testkit.openssh;

import io.vmm4j.exec.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The files of one server: keys, configuration, and the accounts that nss_wrapper shows it. */
final class SshdFiles {

    private static final String CHOSEN_USER = "vmmuser";

    private final Path directory;
    private final List<String> hostKeyTypes;
    private final List<String> settings;
    private String user = System.getProperty("user.name");

    private SshdFiles(Path directory, List<String> hostKeyTypes, List<String> settings) {
        this.directory = directory;
        this.hostKeyTypes = hostKeyTypes;
        this.settings = List.copyOf(settings);
    }

    static SshdFiles create(List<String> hostKeyTypes, List<String> settings) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("vmm4j-sshd");
        SshdFiles files = new SshdFiles(directory, hostKeyTypes, settings);
        for (String type : hostKeyTypes) {
            run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    type,
                    "-N",
                    "",
                    "-f",
                    directory.resolve("host_" + type).toString());
        }
        run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                directory.resolve("user_key").toString());
        Files.copy(directory.resolve("user_key.pub"), directory.resolve("authorized_keys"));
        Files.createDirectory(directory.resolve("home"));
        return files;
    }

    void writeConfiguration(int port) throws IOException {
        // sshd takes the first value that it finds for a keyword.
        List<String> lines = new ArrayList<>(settings);
        lines.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "AuthorizedKeysFile " + directory.resolve("authorized_keys"),
                "PidFile " + processId(),
                "UsePAM no",
                "StrictModes no",
                "PermitRootLogin yes",
                "PermitUserEnvironment no",
                "LogLevel VERBOSE"));
        hostKeyTypes.forEach(type -> lines.add("HostKey " + directory.resolve("host_" + type)));
        Files.write(configuration(), lines);
    }

    /** Shows sshd a user of this name and shell who is, for the kernel, the one who runs the tests. */
    void writeAccounts(String shell, Optional<Secret> password) throws IOException, InterruptedException {
        user = CHOSEN_USER;
        String uid = run("id", "-u").strip();
        String gid = run("id", "-g").strip();
        String home = directory.resolve("home").toString();
        Files.write(
                directory.resolve("passwd"),
                List.of(
                        "root:x:0:0:root:/root:/bin/sh",
                        "sshd:x:" + idOfSshd() + ":65534::/run/sshd:/usr/sbin/nologin",
                        CHOSEN_USER + ":x:" + uid + ":" + gid + "::" + home + ":" + shell));
        Files.write(directory.resolve("group"), List.of("root:x:0:", "nogroup:x:65534:", "users:x:" + gid + ":"));
        String hash = password.isPresent() ? hash(password.get()) : "*";
        Files.write(directory.resolve("shadow"), List.of(CHOSEN_USER + ":" + hash + ":19000:0:99999:7:::"));
    }

    private static String idOfSshd() throws IOException, InterruptedException {
        try {
            return run("id", "-u", "sshd").strip();
        } catch (IOException e) {
            return "65534";
        }
    }

    private static String hash(Secret password) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder("openssl", "passwd", "-6", "-stdin").start();
        openssl.getOutputStream().write(password.reveal());
        openssl.getOutputStream().close();
        return finish(openssl).strip();
    }

    Map<String, String> accountEnvironment() {
        return Map.of(
                "NSS_WRAPPER_PASSWD", directory.resolve("passwd").toString(),
                "NSS_WRAPPER_GROUP", directory.resolve("group").toString(),
                "NSS_WRAPPER_SHADOW", directory.resolve("shadow").toString());
    }

    Path directory() {
        return directory;
    }

    Path configuration() {
        return directory.resolve("sshd_config");
    }

    /** Written by sshd once it listens. */
    Path processId() {
        return directory.resolve("pid");
    }

    Path log() {
        return directory.resolve("log");
    }

    String user() {
        return user;
    }

    private static String run(String... argv) throws IOException, InterruptedException {
        return finish(new ProcessBuilder(argv).redirectErrorStream(true).start());
    }

    private static String finish(Process process) throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("a preparation failed: " + printed);
        }
        return printed;
    }
}
