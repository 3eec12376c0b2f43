package io.vmm4j.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The system's own ssh(1), for one server: with a key that the server knows, and the server's host keys known. */
final class SystemSsh {

    private static final Path SSH = Path.of("/usr/bin/ssh");

    private final Path directory;
    private final List<String> options = new ArrayList<>();

    private SystemSsh(Path directory) {
        this.directory = directory;
    }

    /** Whether there is one. */
    static boolean isInstalled() {
        return Files.isExecutable(SSH);
    }

    /** Makes a key; the client knows no server yet. */
    static SystemSsh withNewKey(Path directory) {
        SystemSsh ssh = new SystemSsh(directory);
        ssh.execute("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", ssh.key())
                .expect(0);
        return ssh;
    }

    /** The line of authorized_keys for its key. */
    String authorizedKey() {
        try {
            return Files.readString(Path.of(key() + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String key() {
        return directory.resolve("id").toString();
    }

    /** Talks to this server from now on. */
    SystemSsh to(SimulatedSshServer server) {
        Path known = directory.resolve("known_hosts");
        try {
            Files.write(known, server.knownHosts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        options.addAll(List.of(
                "-F",
                "none",
                "-p",
                String.valueOf(server.port()),
                "-o",
                "UserKnownHostsFile=" + known,
                "-o",
                "GlobalKnownHostsFile=none",
                "-o",
                "StrictHostKeyChecking=yes",
                "-o",
                "LogLevel=ERROR"));
        return this;
    }

    /** What a run gave. */
    record Outcome(int status, String stdout, String stderr) {

        Outcome expect(int expected) {
            if (status != expected) {
                throw new AssertionError("exit status " + status + ", expected " + expected + ": " + this);
            }
            return this;
        }
    }

    /** Runs a command line as root. */
    Outcome run(String line) {
        return run("root", line, new byte[0]);
    }

    Outcome run(String user, String line, byte[] input) {
        return finish(start(user, line), input);
    }

    /** Runs ssh with these arguments besides the connection's. */
    Outcome with(String... arguments) {
        return finish(launch(command(List.of(arguments)), List.of()), new byte[0]);
    }

    /** Starts a command line, to be talked to. */
    Process start(String user, String line) {
        return startWith(user + "@127.0.0.1", line);
    }

    /** Starts ssh with these arguments besides the connection's. */
    Process startWith(String... arguments) {
        return launch(command(List.of(arguments)), List.of());
    }

    /** Runs a command line with a password instead of the key. */
    Outcome withPassword(String user, String password, String line) {
        try {
            Path askpass = directory.resolve("askpass");
            Files.writeString(askpass, "#!/bin/sh\necho '" + password + "'\n");
            askpass.toFile().setExecutable(true);
            List<String> command = new ArrayList<>(List.of(SSH.toString()));
            command.addAll(options);
            command.addAll(List.of(
                    "-o", "PubkeyAuthentication=no", "-o", "NumberOfPasswordPrompts=1", user + "@127.0.0.1", line));
            return finish(launch(command, List.of("SSH_ASKPASS=" + askpass, "SSH_ASKPASS_REQUIRE=force")), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a command line that runs ssh with these arguments besides the connection's. */
    List<String> words(String... arguments) {
        return command(List.of(arguments));
    }

    /** Starts ssh with its key and these arguments, for another server. */
    Process plain(String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(SSH.toString(), "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-i", key()));
        command.addAll(List.of(arguments));
        return launch(command, List.of());
    }

    private List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(SSH.toString()));
        command.addAll(options);
        command.addAll(List.of("-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", "-i", key()));
        command.addAll(arguments);
        return command;
    }

    private Process launch(List<String> command, List<String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("SSH_"));
        for (String assignment : environment) {
            String[] parts = assignment.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome execute(String... command) {
        return finish(launch(Arrays.asList(command), List.of()), new byte[0]);
    }

    /** All of them block: the common pool may have one thread only. */
    private static final Executor OWN_THREAD = task -> {
        Thread thread = new Thread(task, "ssh-stream");
        thread.setDaemon(true);
        thread.start();
    };

    /** Gives a process its input and waits for its end. */
    static Outcome finish(Process process, byte[] input) {
        CompletableFuture<byte[]> stdout =
                CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()), OWN_THREAD);
        CompletableFuture<byte[]> stderr =
                CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()), OWN_THREAD);
        CompletableFuture<Boolean> fed =
                CompletableFuture.supplyAsync(() -> feed(process.getOutputStream(), input), OWN_THREAD);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("ssh does not end; so far: " + text(stdout.join()) + text(stderr.join()));
            }
            fed.join();
            return new Outcome(process.exitValue(), text(stdout.join()), text(stderr.join()));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError("interrupted", e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] readAll(InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean feed(OutputStream out, byte[] input) {
        try (out) {
            out.write(input);
            return true;
        } catch (IOException e) {
            // The command read no more.
            return false;
        }
    }
}
