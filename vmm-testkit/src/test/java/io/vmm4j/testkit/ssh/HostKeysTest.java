package io.vmm4j.testkit.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandFate;
import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.HostKeyChangedException;
import io.vmm4j.ssh.HostKeyException;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.OpenSshExecutor;
import io.vmm4j.ssh.SshError;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import io.vmm4j.testkit.Requirement;
import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which hosts are trusted, against a real sshd with Ed25519, ECDSA and RSA keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HostKeysTest {

    private LoopbackSshd sshd;
    private LoopbackSshd other;
    private Path knownHosts;

    @TempDir
    private Path directory;

    @BeforeAll
    void start() {
        Requirement.require(LoopbackSshdBuilder.canChooseUser(), "sshd and nss_wrapper");
        sshd = LoopbackSshd.builder().password(Secret.of("open sesame")).start();
        other = LoopbackSshd.builder().start();
    }

    @AfterAll
    void stop() {
        if (other != null) {
            sshd.close();
            other.close();
        }
    }

    @BeforeEach
    void forget() throws IOException {
        knownHosts = directory.resolve("known_hosts");
        Files.deleteIfExists(knownHosts);
    }

    private SshExecutorBuilder to() {
        return SshExecutor.to(sshd.address()).keyFile(sshd.keyFile());
    }

    private void assertConnects(SshExecutorBuilder builder) {
        try (SshExecutor executor = builder.connect()) {
            assertThat(executor.run(Command.read("echo", "in")).stdout()).isEqualTo("in\n");
        }
    }

    private void know(String... lines) throws IOException {
        Files.write(knownHosts, java.util.List.of(lines));
    }

    private String name() {
        return "[127.0.0.1]:" + sshd.port();
    }

    private static String wrongKey(LoopbackSshd server, String type) {
        return server.hostKey(type);
    }

    @Test
    void a_host_that_is_not_known_is_refused_with_its_fingerprint() {
        HostKeyException failure = catchThrowableOfType(
                HostKeyException.class,
                () -> to().hostKeys(HostKeyPolicy.strict(knownHosts)).connect());

        assertThat(failure.code()).isEqualTo(SshError.HOST_KEY_UNKNOWN);
        assertThat(failure.fate()).isEqualTo(CommandFate.NOT_RUN);
        assertThat(failure).hasMessageContaining("ssh-ed25519 SHA256:").isNotInstanceOf(HostKeyChangedException.class);
        assertThat(failure.hint()).contains(knownHosts.toString()).contains("ssh-keyscan -p " + sshd.port());
        assertThat(knownHosts).doesNotExist();
    }

    @Test
    void accepting_new_hosts_adds_the_key_once_in_a_file_of_mode_0600() throws IOException {
        Path fresh = directory.resolve("new/dir/known_hosts");
        assertConnects(to().hostKeys(HostKeyPolicy.acceptNew(fresh)));
        assertConnects(to().hostKeys(HostKeyPolicy.acceptNew(fresh)));
        assertConnects(to().hostKeys(HostKeyPolicy.strict(fresh)));

        assertThat(Files.readAllLines(fresh)).hasSize(1);
        assertThat(Files.readString(fresh)).startsWith(name() + " ssh-ed25519 ").endsWith("\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_new_key_goes_on_a_line_of_its_own_even_if_the_file_lacks_a_final_newline() throws IOException {
        Files.writeString(knownHosts, "example.org " + wrongKey(other, "ed25519"));
        assertConnects(to().hostKeys(HostKeyPolicy.acceptNew(knownHosts)));
        assertThat(Files.readAllLines(knownHosts)).hasSize(2);
        assertConnects(to().hostKeys(HostKeyPolicy.strict(knownHosts)));
    }

    @Test
    void openssh_reads_what_was_added() throws IOException {
        assertConnects(to().hostKeys(HostKeyPolicy.acceptNew(knownHosts)));
        try (OpenSshExecutor executor = OpenSshExecutor.to(sshd.address())
                .configFile(Path.of("/dev/null"))
                .keyFile(sshd.keyFile())
                .knownHosts(knownHosts)
                .connect()) {
            assertThat(executor.run(Command.read("echo", "in")).stdout()).isEqualTo("in\n");
        }
    }

    @Test
    void a_changed_key_is_its_own_error_and_no_password_is_sent() throws IOException {
        know(name() + " " + wrongKey(other, "ed25519"));
        int before = sshd.log().length();

        HostKeyChangedException failure = catchThrowableOfType(
                HostKeyChangedException.class,
                () -> SshExecutor.to(sshd.address())
                        .password(Secret.of("open sesame"))
                        .hostKeys(HostKeyPolicy.acceptNew(knownHosts))
                        .connect());

        assertThat(failure.code()).isEqualTo(SshError.HOST_KEY_CHANGED);
        assertThat(failure.hint()).contains("ssh-keygen -R '" + name() + "'");
        assertThat(sshd.log().substring(before))
                .doesNotContainIgnoringCase("password")
                .doesNotContain("vmmuser");
        assertThat(Files.readAllLines(knownHosts)).hasSize(1);
    }

    @Test
    void a_host_known_by_one_kind_of_key_is_not_new_because_it_offers_another() throws IOException {
        try (LoopbackSshd ed25519Only =
                LoopbackSshd.builder().hostKeyTypes("ed25519").start()) {
            know("[127.0.0.1]:" + ed25519Only.port() + " " + wrongKey(other, "rsa"));
            assertThatThrownBy(() -> SshExecutor.to(ed25519Only.address())
                            .keyFile(ed25519Only.keyFile())
                            .hostKeys(HostKeyPolicy.acceptNew(knownHosts))
                            .connect())
                    .isInstanceOf(HostKeyChangedException.class);
        }
    }

    @Test
    void a_host_known_only_by_its_rsa_key_is_asked_for_that_one() throws IOException {
        know(name() + " " + sshd.hostKey("rsa"));
        assertConnects(to().hostKeys(HostKeyPolicy.strict(knownHosts)));
    }

    @Test
    void a_host_known_only_by_its_ecdsa_key_is_asked_for_that_one() throws IOException {
        know(name() + " " + sshd.hostKey("ecdsa"));
        assertConnects(to().hostKeys(HostKeyPolicy.strict(knownHosts)));
    }

    @Test
    void hashed_host_names_are_found() throws Exception {
        byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f10111213");
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(salt, "HmacSHA1"));
        String hash = Base64.getEncoder().encodeToString(mac.doFinal(name().getBytes(StandardCharsets.UTF_8)));
        know("|1|" + Base64.getEncoder().encodeToString(salt) + "|" + hash + " " + sshd.hostKey("ed25519"));

        assertConnects(to().hostKeys(HostKeyPolicy.strict(knownHosts)));
    }

    @Test
    void comments_and_lines_that_cannot_be_read_are_passed_over() throws IOException {
        know("# a comment", "", "nonsense", name() + " ssh-ed25519 !!!!", name() + " " + sshd.hostKey("ed25519"));
        assertConnects(to().hostKeys(HostKeyPolicy.strict(knownHosts)));
    }

    @Test
    void a_revoked_key_is_refused_even_if_it_is_listed_too() throws IOException {
        know(name() + " " + sshd.hostKey("ed25519"), "@revoked * " + sshd.hostKey("ed25519"));
        assertThatThrownBy(() -> to().hostKeys(HostKeyPolicy.strict(knownHosts)).connect())
                .isInstanceOfSatisfying(
                        HostKeyException.class, e -> assertThat(e.code()).isEqualTo(SshError.HOST_KEY_REVOKED));
    }

    @Test
    void a_pinned_fingerprint_of_any_kind_of_key_is_enough() throws Exception {
        for (String type : new String[] {"ed25519", "ecdsa", "rsa"}) {
            assertConnects(to().hostKeys(HostKeyPolicy.pinned(fingerprint(sshd, type))));
        }
    }

    @Test
    void a_key_that_is_not_the_pinned_one_is_a_changed_key() throws Exception {
        String pin = fingerprint(other, "ed25519");
        assertThatThrownBy(() -> to().hostKeys(HostKeyPolicy.pinned(pin)).connect())
                .isInstanceOf(HostKeyChangedException.class);
    }

    @Test
    void a_known_hosts_file_that_cannot_be_read_is_an_error_that_names_it() throws IOException {
        Files.createDirectory(knownHosts);
        assertThatThrownBy(() -> to().hostKeys(HostKeyPolicy.strict(knownHosts)).connect())
                .isInstanceOf(HostKeyException.class)
                .hasMessageContaining(knownHosts.toString());
        Files.delete(knownHosts);
    }

    @Test
    void openssh_tells_unknown_from_changed_as_well() throws IOException {
        assertThatThrownBy(this::connectByOpenSsh)
                .isInstanceOfSatisfying(
                        HostKeyException.class, e -> assertThat(e.code()).isEqualTo(SshError.HOST_KEY_UNKNOWN));
        know(name() + " " + wrongKey(other, "ed25519"));
        assertThatThrownBy(this::connectByOpenSsh).isInstanceOf(HostKeyChangedException.class);
    }

    private void connectByOpenSsh() {
        OpenSshExecutor.to(sshd.address())
                .configFile(Path.of("/dev/null"))
                .keyFile(sshd.keyFile())
                .knownHosts(knownHosts)
                .connect()
                .close();
    }

    private static String fingerprint(LoopbackSshd server, String type) throws IOException, InterruptedException {
        Process keygen = new ProcessBuilder(
                        "ssh-keygen",
                        "-lf",
                        server.directory().resolve("host_" + type + ".pub").toString())
                .start();
        String line = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        keygen.waitFor(10, TimeUnit.SECONDS);
        return line.split(" ")[1];
    }
}
