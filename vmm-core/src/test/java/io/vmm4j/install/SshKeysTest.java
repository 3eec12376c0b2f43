package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, judged by the real ssh-keygen(1). */
class SshKeysTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"ed25519,256", "rsa,2048", "rsa,3072", "ecdsa,256", "ecdsa,384", "ecdsa,521"})
    void what_ssh_keygen_makes_is_a_key(String type, String bits) throws Exception {
        Machine.require("ssh-keygen");
        Path file = directory.resolve("key");
        Machine.run(
                "ssh-keygen",
                "-q",
                "-t",
                type,
                "-b",
                bits,
                "-N",
                "",
                "-C",
                "it's \"me\" $(id); = x",
                "-f",
                file.toString());
        String line = Files.readString(Path.of(file + ".pub"));

        SshPublicKey key = SshPublicKey.of(line);

        assertThat(key.toString()).isEqualTo(line.strip());
        assertThat(Machine.run("ssh-keygen", "-l", "-f", file.toString())).contains(key.fingerprint());
    }

    @Test
    void a_host_key_is_one_that_ssh_keygen_reads() throws Exception {
        Machine.require("ssh-keygen");
        SshHostKey key = SshHostKey.generate();
        Path file = directory.resolve("host");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, key.privateKey(), StandardCharsets.US_ASCII);

        assertThat(Machine.run("ssh-keygen", "-y", "-f", file.toString()).strip())
                .isEqualTo(key.publicKey().toString());
        assertThat(key.toString()).contains(key.publicKey().fingerprint()).doesNotContain("PRIVATE");
        assertThat(SshHostKey.generate()).isNotEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-dss AAAAB3NzaC1kc3M=",
                "command=\"id\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKnAbCdEfGhIjKlMnOpQrStUvWxYz0123456789",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g a\nssh-rsa x",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gAAAA"
            })
    void what_is_no_whole_key_is_refused(String line) {
        assertThatThrownBy(() -> SshPublicKey.of(line)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void an_rsa_key_of_1024_bits_is_refused() throws IOException, InterruptedException {
        Machine.require("ssh-keygen");
        Path file = directory.resolve("weak");
        Machine.run("ssh-keygen", "-q", "-t", "rsa", "-b", "1024", "-N", "", "-f", file.toString());
        String line = Files.readString(Path.of(file + ".pub"));

        assertThatThrownBy(() -> SshPublicKey.of(line)).hasMessageContaining("1024 bits");
    }

    @Test
    void a_security_keys_key_is_a_key() {
        SshPublicKey key = SshPublicKey.of(
                "sk-ssh-ed25519@openssh.com "
                        + "AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29tAAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fAAAABHNzaDo=");

        assertThat(List.of(key.type(), key.comment())).containsExactly("sk-ssh-ed25519@openssh.com", "");
    }
}
