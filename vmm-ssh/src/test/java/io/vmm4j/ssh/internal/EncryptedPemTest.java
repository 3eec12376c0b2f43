package io.vmm4j.ssh.internal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.exec.Secret;
import io.vmm4j.ssh.AuthenticationException;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.ssh.SshExecutorBuilder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedPemTest {

    private static Path key() {
        try {
            return Path.of(Objects.requireNonNull(EncryptedPemTest.class.getResource("/encrypted-ec.pem"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each of these decrypts the key to something with right padding that begins like a value of over a gigabyte. */
    @ParameterizedTest
    @ValueSource(strings = {"wrong 2115668", "wrong 4889522"})
    void a_wrong_passphrase_that_looks_right_is_wrong_all_the_same(String passphrase) {
        SshExecutorBuilder wrong = SshExecutor.to("ssh://somebody@127.0.0.1:1").keyFile(key(), Secret.of(passphrase));

        assertThatThrownBy(wrong::connect)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("the passphrase is wrong");
    }

    @Test
    void a_key_whose_passphrase_was_not_given_is_not_read_as_it_stands() {
        SshExecutorBuilder without =
                SshExecutor.to("ssh://somebody@127.0.0.1:1").keyFile(key());

        assertThatThrownBy(without::connect)
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("it needs a passphrase");
    }

    @Test
    void the_right_passphrase_reads_the_key() {
        assertThatCode(() -> EncryptedPem.requireReadable(key(), Optional.of(Secret.of("right"))))
                .doesNotThrowAnyException();
    }
}
