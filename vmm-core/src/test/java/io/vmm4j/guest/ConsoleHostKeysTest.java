package io.vmm4j.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and fingerprints of host keys; those here were made and shown by ssh-keygen(1). */
class ConsoleHostKeysTest {

    private static final String ED25519_LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN9bHC35zrWBe7yfuOMUFmhBoZuUTV6a3ij193YgursC root@web";
    private static final String ECDSA_LINE = "ecdsa-sha2-nistp256"
            + " AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNYuZobs7vD7cksNA4NCHyLiecj+woXfHTBaqz41MxGT1T43M0Al+eZ7t0aNSYgcn5"
            + "+jvBJKfH0tj8UcHV6tYrc= root@web";
    private static final HostKey ED25519 =
            new HostKey("ssh-ed25519", "SHA256:qRSUS1lQVaIxVIYrQsftB6e1lrjVwbXa+xT0+HmTQtU");
    private static final HostKey ECDSA =
            new HostKey("ecdsa-sha2-nistp256", "SHA256:cEk5eofxNOp4bTW+2J2hwYH7LrD9Q6uNM/JgkG8pVV4");
    private static final HostKey ECDSA_384 =
            new HostKey("ecdsa-sha2-nistp384", "SHA256:0dRlZcqTXSG0Yr2ZEWAUDsKwYh88jxXd0B0XIoAr+cs");
    private static final HostKey RSA = new HostKey("ssh-rsa", "SHA256:Pg+3KsMIxhbllRXr3mkXsZ6hZZMtedNk4c9eltcHvf4");

    @Test
    void the_fingerprint_of_a_public_key_is_that_of_ssh_keygen() {
        assertThat(HostKey.ofPublicKey(ED25519_LINE)).isEqualTo(ED25519);
        assertThat(HostKey.ofPublicKey(ECDSA_LINE + "\n")).isEqualTo(ECDSA);
        assertThat(HostKey.ofPublicKey(ED25519_LINE.replace(" root@web", ""))).isEqualTo(ED25519);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIN9bHC35zrWBe7yfuOMUFmhBoZuUTV6a3ij193YgursC",
                "ssh-ed25519 /////3NzaC1lZDI1NTE5AAAAIN9bHC35zrWBe7yfuOMUFmhBoZuUTV6a3ij193YgursC",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5A===",
                "-----BEGIN OPENSSH PRIVATE KEY-----"
            })
    void what_is_no_public_key_is_refused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostKey.ofPublicKey(line));
    }

    @ParameterizedTest
    @CsvSource({
        "ssh-ed25519, MD5:aa:bb",
        "ssh-ed25519, SHA256:short",
        "'', SHA256:qRSUS1lQVaIxVIYrQsftB6e1lrjVwbXa+xT0+HmTQtU",
        "'a b', SHA256:qRSUS1lQVaIxVIYrQsftB6e1lrjVwbXa+xT0+HmTQtU"
    })
    void a_key_has_a_type_and_a_whole_fingerprint(String type, String fingerprint) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostKey(type, fingerprint));
    }

    @Test
    void the_keys_that_cloud_init_shows_are_read_with_and_without_what_syslog_puts_before_them() {
        String console = """
                [   12.345678] cloud-init[612]: Generating public/private ed25519 key pair.\r
                ci-info: ++++++++++Authorized keys from /home/debian/.ssh/authorized_keys for user debian+++++++++++\r
                ci-info: | ssh-ed25519 | aa:bb:cc | - | me@laptop |\r
                <14>Nov 24 12:00:00 cloud-init: #############################################################\r
                <14>Nov 24 12:00:00 cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----\r
                <14>Nov 24 12:00:00 cloud-init: 384 SHA256:0dRlZcqTXSG0Yr2ZEWAUDsKwYh88jxXd0B0XIoAr+cs root@web (ECDSA)\r
                <14>Nov 24 12:00:00 cloud-init: 2048 SHA256:Pg+3KsMIxhbllRXr3mkXsZ6hZZMtedNk4c9eltcHvf4 root@web (RSA)\r
                <14>Nov 24 12:00:00 cloud-init: -----END SSH HOST KEY FINGERPRINTS-----\r
                <14>Nov 24 12:00:00 cloud-init: #############################################################\r
                -----BEGIN SSH HOST KEY KEYS-----\r
                %s\r
                %s\r
                -----END SSH HOST KEY KEYS-----\r
                [   14.000000] cloud-init[612]: Cloud-init v. 22.4.2 finished\r
                """.formatted(ECDSA_LINE, ED25519_LINE);

        ConsoleHostKeys read = ConsoleHostKeys.read(console);

        assertThat(read.keys()).containsExactly(ECDSA_384, RSA, ECDSA, ED25519);
        assertThat(read.generated()).isTrue();
    }

    @Test
    void colours_of_the_console_do_not_matter() {
        assertThat(ConsoleHostKeys.read("\u001b[0;32m-----BEGIN SSH HOST KEY KEYS-----\u001b[0m\n" + ED25519_LINE
                                + "\n-----END SSH HOST KEY KEYS-----\n")
                        .keys())
                .containsExactly(ED25519);
    }

    @Test
    void a_key_outside_of_a_block_or_in_one_that_has_not_ended_does_not_count() {
        String block = "-----BEGIN SSH HOST KEY KEYS-----\n" + ED25519_LINE + "\n";

        assertThat(ConsoleHostKeys.read(ED25519_LINE + "\n" + fingerprint(RSA, "2048", "RSA"))
                        .keys())
                .isEmpty();
        assertThat(ConsoleHostKeys.read(block).keys()).isEmpty();
        assertThat(ConsoleHostKeys.read(
                                block + block.replace(ED25519_LINE, ECDSA_LINE) + "-----END SSH HOST KEY KEYS-----")
                        .keys())
                .as("the machine was cut off and began anew")
                .containsExactly(ECDSA);
    }

    private static String fingerprint(HostKey key, String bits, String kind) {
        return bits + " " + key.fingerprint() + " root@web (" + kind + ")\n";
    }

    @Test
    void the_fingerprints_that_debian_prints_when_it_installs_sshd_are_read() {
        String console = "Creating SSH2 RSA key; this may take some time ...\n" + fingerprint(RSA, "2048", "RSA")
                + "Creating SSH2 ED25519 key; this may take some time ...\n" + fingerprint(ED25519, "256", "ED25519");

        assertThat(ConsoleHostKeys.read(console).keys()).containsExactly(RSA, ED25519);
    }

    @Test
    void openbsd_tells_that_there_are_new_keys_and_not_which() {
        ConsoleHostKeys read = ConsoleHostKeys.read("""
                starting early daemons: syslogd pflogd ntpd.
                ssh-keygen: generating new host keys: RSA ECDSA ED25519
                """);

        assertThat(read.keys()).isEmpty();
        assertThat(read.generated()).isTrue();
        assertThat(ConsoleHostKeys.read("").generated()).isFalse();
    }
}
