package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.ExecError;
import io.vmm4j.exec.Secret;
import io.vmm4j.exec.TransportException;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.ssh.SshError;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import io.vmm4j.time.Deadline;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connecting and logging in, against a real sshd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class LoginTest {

    private static final Secret PASSWORD = Secret.of("open sesame");

    private LoopbackSshd sshd;

    @TempDir
    private Path directory;

    @BeforeAll
    void start() {
        Requirement.require(LoopbackSshdBuilder.canChooseUser(), "sshd and nss_wrapper");
        sshd = LoopbackSshd.builder()
                .password(PASSWORD)
                .setting("MaxAuthTries 20")
                .start();
    }

    @AfterAll
    void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    private SshExecutorBuilder to(LoopbackSshd server) {
        return SshExecutor.to(server.address()).hostKeys(HostKeyPolicy.strict(server.knownHosts()));
    }

    private static void assertWorks(CommandExecutor connected) {
        try (connected) {
            assertThat(connected.run(Command.read("echo", "in")).stdout()).isEqualTo("in\n");
        }
    }

    private Path key(String name, String... options) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        List<String> argv = new java.util.ArrayList<>(List.of("ssh-keygen", "-q", "-f", file.toString()));
        argv.addAll(List.of(options));
        Process keygen = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String said = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keygen.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keygen.exitValue()).as(said).isZero();
        Files.writeString(
                sshd.directory().resolve("authorized_keys"),
                Files.readString(Path.of(file + ".pub")),
                StandardOpenOption.APPEND);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, RFC4716",
        "rsa, RFC4716",
        "rsa, PEM",
        "rsa, PKCS8",
        "ecdsa, RFC4716",
        "ecdsa, PEM",
        "ecdsa, PKCS8"
    })
    void keys_of_every_kind_and_format_log_in(String type, String format) throws Exception {
        Path file = key("plain-" + type + "-" + format, "-t", type, "-m", format, "-N", "");
        assertWorks(to(sshd).keyFile(file).connect());
    }

    @ParameterizedTest
    @CsvSource({"ed25519, RFC4716", "rsa, RFC4716", "rsa, PEM", "rsa, PKCS8", "ecdsa, PEM", "ecdsa, PKCS8"})
    void keys_with_a_passphrase_log_in(String type, String format) throws Exception {
        // PEM's key derivation knows ASCII only; OpenSSH's own takes bytes.
        String passphrase = "a b'c\"d" + (format.equals("RFC4716") ? " \u00fc" : "");
        Path file = key("locked-" + type + "-" + format, "-t", type, "-m", format, "-N", passphrase);
        assertWorks(to(sshd).keyFile(file, Secret.of(passphrase)).connect());

        assertThatThrownBy(() -> to(sshd).keyFile(file, Secret.of("wrong")).connect())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("the passphrase is wrong");
        assertThatThrownBy(() -> to(sshd).keyFile(file).connect())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("it needs a passphrase");
    }

    @Test
    void a_password_logs_in() {
        assertWorks(to(sshd).password(PASSWORD).connect());
    }

    @Test
    void a_wrong_password_is_refused_and_shown_nowhere() {
        AuthenticationException failure = catchThrowableOfType(
                AuthenticationException.class,
                () -> to(sshd).password(Secret.of("not the password")).connect());

        assertThat(failure.code()).isEqualTo(SshError.AUTHENTICATION_FAILED);
        assertThat(failure).hasMessageContaining("the password").hasMessageContaining("publickey");
        assertThat(failure.toString() + failure.transcript()).doesNotContain("not the password");
        assertThat(failure.hint()).contains("authorized_keys");
    }

    @Test
    void the_password_is_tried_after_a_key_that_was_refused() throws Exception {
        Path stranger = directory.resolve("stranger");
        Process keygen =
                new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", stranger.toString()).start();
        assertThat(keygen.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertWorks(to(sshd).keyFile(stranger).password(PASSWORD).connect());
        assertThatThrownBy(() -> to(sshd).keyFile(stranger).connect())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining(stranger.toString());
    }

    @Test
    void a_key_file_that_is_not_there_is_named() {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> to(sshd).keyFile(absent).connect())
                .isInstanceOfSatisfying(
                        AuthenticationException.class, e -> assertThat(e.code()).isEqualTo(SshError.KEY_UNUSABLE))
                .hasMessageContaining(absent.toString())
                .hasMessageContaining("no such file");
    }

    @Test
    void a_user_key_logs_in_even_if_the_host_is_known_by_another_kind() throws IOException {
        Path rsaOnly = Files.writeString(
                directory.resolve("rsa-only"), "[127.0.0.1]:" + sshd.port() + " " + sshd.hostKey("rsa") + "\n");
        assertWorks(SshExecutor.to(sshd.address())
                .keyFile(sshd.keyFile())
                .hostKeys(HostKeyPolicy.strict(rsaOnly))
                .connect());
    }

    @Test
    void a_host_is_reached_through_another_and_through_two() throws Exception {
        try (LoopbackSshd middle = LoopbackSshd.builder().start();
                LoopbackSshd inner = LoopbackSshd.builder().start();
                SshExecutor first = to(sshd).password(PASSWORD).connect();
                SshExecutor second =
                        to(middle).keyFile(middle.keyFile()).via(first).connect()) {
            assertWorks(to(inner).keyFile(inner.keyFile()).via(second).connect());
            assertThat(second.run(Command.read("echo", "still there")).stdout()).isEqualTo("still there\n");

            try (OpenSshExecutor jump = OpenSshExecutor.to(middle.address())
                    .configFile(Path.of("/dev/null"))
                    .keyFile(middle.keyFile())
                    .knownHosts(middle.knownHosts())
                    .connect()) {
                assertWorks(to(inner).keyFile(inner.keyFile()).via(jump).connect());
            }
        }
    }

    @Test
    void a_closed_port_is_an_error_with_a_hint() {
        int port = LoopbackEcho.closedAddress().getPort();
        TransportException failure = catchThrowableOfType(
                TransportException.class,
                () -> SshExecutor.to("ssh://somebody@127.0.0.1:" + port)
                        .password(PASSWORD)
                        .connect());

        assertThat(failure.code()).isEqualTo(ExecError.CONNECTION_FAILED);
        assertThat(failure)
                .hasMessageContaining("ssh://somebody@127.0.0.1:" + port)
                .hasMessageContaining("refused");
        assertThat(failure.hint()).contains("rcctl check sshd");
    }

    @Test
    void a_host_name_that_does_not_exist_is_an_error() {
        assertThatThrownBy(() -> SshExecutor.to("ssh://somebody@no-such-host.invalid")
                        .password(PASSWORD)
                        .connect())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void a_silent_server_is_given_up_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertGivenUp(silent.getLocalPort());
        }
    }

    @Test
    void a_server_that_stops_in_the_middle_of_the_handshake_is_given_up_in_time() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> answered = answer(server, "SSH-2.0-Stuck_1.0\r\n");
            assertGivenUp(server.getLocalPort());
            // Also keeps the collector from closing a socket that nobody would refer to.
            answered.join().close();
        }
    }

    @Test
    void a_server_that_hangs_up_at_once_is_an_error_however_fast_it_is() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hangingUp = new Thread(() -> hangUp(server));
            hangingUp.setDaemon(true);
            hangingUp.start();
            for (int i = 0; i < 200; i++) {
                assertThatThrownBy(() -> SshExecutor.to("ssh://somebody@127.0.0.1:" + server.getLocalPort())
                                .password(PASSWORD)
                                .connect())
                        .isInstanceOfSatisfying(
                                TransportException.class,
                                e -> assertThat(e.code()).isEqualTo(ExecError.CONNECTION_FAILED));
            }
        }
    }

    /** A packet that is none ends the client's connection, at about the moment at which the server's end goes away. */
    private static void hangUp(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("SSH-2.0-Gone_1.0\r\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().write(new byte[] {0, 0, 0, 12, 10, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0});
                }
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void a_server_that_talks_without_end_but_not_ssh_is_given_up_in_time() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread dripping = new Thread(() -> drip(server));
            dripping.setDaemon(true);
            dripping.start();
            assertGivenUp(server.getLocalPort());
        }
    }

    private static CompletableFuture<Socket> answer(ServerSocket server, String text) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        Socket socket = server.accept();
                        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                        return socket;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> new Thread(task, "answering").start());
    }

    private static void drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            while (true) {
                socket.getOutputStream().write('.');
                Timeline.system().sleep(Duration.ofMillis(100));
            }
        } catch (IOException | InterruptedException e) {
            // The test is over.
        }
    }

    private static void assertGivenUp(int port) {
        Deadline limit = Timeline.system().deadlineIn(Duration.ofSeconds(5));
        assertThatThrownBy(() -> SshExecutor.to("ssh://somebody@127.0.0.1:" + port)
                        .password(PASSWORD)
                        .connectTimeout(Duration.ofMillis(1500))
                        .connect())
                .isInstanceOfSatisfying(
                        TransportException.class, e -> assertThat(e.code()).isEqualTo(ExecError.CONNECTION_TIMEOUT))
                .hasMessageContaining("1.5 s");
        assertThat(limit.expired()).as("given up in time").isFalse();
    }
}
