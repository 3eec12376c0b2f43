package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.SystemSsh.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Security;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SimulatedSshServerTest {

    @TempDir
    Path directory;

    private SimulatedHost host;
    private SystemSsh ssh;

    @BeforeEach
    void serve() {
        Requirement.require(SystemSsh.isInstalled(), "ssh(1)");
        ssh = SystemSsh.withNewKey(directory);
        String key = ssh.authorizedKey();
        host = SimulatedHost.openBsd(OpenBsdRelease.V7_6)
                .rootKey(key)
                .user(SimulatedUser.named("sdk").withAuthorizedKey(key).withPassword("Tr0ub4dor"))
                .user(SimulatedUser.named("old").withAuthorizedKey(key).withShell("/bin/csh"))
                .build();
        ssh.to(host.serve());
    }

    @AfterEach
    void close() {
        // There is none where the machine lacks ssh(1).
        if (host != null) {
            host.close();
        }
    }

    @Test
    void a_command_line_goes_to_the_login_shell_and_its_status_comes_back() {
        Outcome outcome = ssh.run("echo \"$USER in $PWD\"; echo oops >&2; exit 3");

        assertThat(outcome).isEqualTo(new Outcome(3, "root in /root\n", "oops\n"));
    }

    @Test
    void what_is_sent_and_comes_back_is_the_same_for_eight_megabytes() throws GeneralSecurityException {
        byte[] data = new byte[8 << 20];
        new Random(7).nextBytes(data);

        Outcome sum = ssh.run("root", "tee /tmp/copy | sha256 -q", data);
        Process back = ssh.start("root", "cat /tmp/copy");

        String expected =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        assertThat(sum.stdout()).isEqualTo(expected + "\n");
        assertThat(digest(back)).isEqualTo(expected);
    }

    private static String digest(Process process) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try {
            process.getOutputStream().close();
            digest.update(process.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A program under test that finds Bouncy Castle among its providers may use other ciphers than it does elsewhere. */
    @Test
    void the_cryptography_of_the_process_stays_as_it_was() {
        assertThat(ssh.run("true").status()).isZero();

        assertThat(Security.getProvider("BC")).isNull();
    }

    @Test
    void the_end_of_input_is_seen() {
        assertThat(ssh.run("root", "wc -c", "five\n".getBytes(StandardCharsets.UTF_8))
                        .stdout()
                        .strip())
                .isEqualTo("5");
    }

    @Test
    void a_password_lets_in_who_has_one() {
        assertThat(ssh.withPassword("sdk", "Tr0ub4dor", "whoami").stdout()).isEqualTo("sdk\n");
        assertThat(ssh.withPassword("sdk", "guess", "whoami").status()).isEqualTo(255);
        assertThat(ssh.withPassword("root", "", "whoami").status()).isEqualTo(255);
    }

    @Test
    void csh_runs_what_is_quoted_for_any_shell() {
        Outcome outcome = ssh.run("old", "exec /bin/sh -c 'echo $0 \"$1\"' sh 'a b'", new byte[0]);

        assertThat(outcome).isEqualTo(new Outcome(0, "sh a b\n", ""));
    }

    @Test
    void a_shell_that_a_signal_ended_has_no_status_and_a_child_that_it_ended_has() {
        assertThat(ssh.run("kill -KILL $$").status()).isEqualTo(255);
        assertThat(ssh.run("sh -c 'kill -KILL $$'; exit $?")).isEqualTo(new Outcome(137, "", "Killed \n"));
    }

    @Test
    void the_environment_is_that_of_a_session_without_a_terminal() {
        String environment =
                ssh.run("sdk", "env | sort; umask; tty", new byte[0]).stdout();

        assertThat(environment.replaceAll(" [0-9]+(?=[ \n])", " N")).isEqualTo("""
                HOME=/home/sdk
                LOGNAME=sdk
                MAIL=/var/mail/sdk
                PATH=/usr/bin:/bin:/usr/sbin:/sbin:/usr/X11R6/bin:/usr/local/bin:/usr/local/sbin
                PWD=/home/sdk
                SHELL=/bin/ksh
                SSH_CLIENT=127.0.0.1 N N
                SSH_CONNECTION=127.0.0.1 N 127.0.0.1 N
                USER=sdk
                _=/usr/bin/env
                022
                not a tty
                """);
    }

    @Test
    void a_sleep_takes_no_time() {
        Instant before = host.timeline().now();

        assertThat(ssh.run("sleep 86400; echo up").stdout()).isEqualTo("up\n");

        assertThat(Duration.between(before, host.timeline().now())).isEqualTo(Duration.ofDays(1));
    }

    @Test
    @Timeout(60)
    void a_terminal_has_a_size_and_echoes() throws Exception {
        Talk talk =
                new Talk(ssh.startWith("-tt", "root@127.0.0.1", "stty size; tty; echo $TERM; read x; echo \"<$x>\""));
        talk.await("/dev/ttyp0\r\n");
        talk.say("wrong\025right\177t\n");

        talk.await("<right>\r\n");
        assertThat(talk.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(talk.heard()).startsWith("24 80\r\n/dev/ttyp0\r\n");
    }

    @Test
    @Timeout(60)
    void the_interactive_shell_of_a_person_reads_the_profile_and_answers() throws Exception {
        host.files().write("/root/.profile", "PS1='sim> '\nHELLO=there\n");
        Talk talk = new Talk(ssh.startWith("-tt", "root@127.0.0.1"));
        talk.await("sim> ");
        talk.say("echo $HELLO; nosuch\n");
        talk.await("there\r\nksh: nosuch: not found\r\nsim> ");
        talk.say("cat\n");
        talk.await("cat\r\n");
        talk.say("one\n");
        talk.await("one\r\none\r\n");
        talk.say("\003");
        talk.await("^C\r\nsim> ");
        talk.say("\004");

        assertThat(talk.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(talk.process().exitValue()).isEqualTo(130);
    }

    @Test
    @Timeout(60)
    void a_command_whose_client_is_lost_runs_on() throws Exception {
        Talk talk = new Talk(
                ssh.start(
                        "root",
                        "trap 'echo >/tmp/signalled' HUP TERM; echo on; read x; "
                                + "echo \"rest=$x $?\" >/tmp/input; sleep 60; echo >/tmp/on; echo written; sleep 60; echo >/tmp/behind"));
        talk.await("on\n");
        talk.process().destroyForcibly();
        awaitHost(() -> host.files().exists("/tmp/input"));

        host.timeline().advance(Duration.ofMinutes(10));

        assertThat(host.files().read("/tmp/input")).isEqualTo("rest= 1\n");
        assertThat(host.files().exists("/tmp/signalled")).isFalse();
        assertThat(host.files().exists("/tmp/on")).isTrue();
        assertThat(host.files().exists("/tmp/behind")).as("writing ended it").isFalse();
    }

    @Test
    @Timeout(60)
    void a_lost_terminal_hangs_up_the_foreground_and_leaves_the_background() throws Exception {
        Talk talk = new Talk(ssh.startWith("-tt", "root@127.0.0.1"));
        talk.await("vmhost# ");
        talk.say("(sleep 100; echo >/tmp/background) >/dev/null 2>&1 &\n");
        talk.await("[1] ");
        talk.say("cat; echo >/tmp/foreground\n");
        awaitHost(() -> runs("cat"));
        talk.process().destroyForcibly();
        awaitHost(() -> !runs("cat"));

        host.timeline().advance(Duration.ofMinutes(10));

        assertThat(host.files().exists("/tmp/foreground")).isFalse();
        assertThat(host.files().exists("/tmp/background")).isTrue();
    }

    private boolean runs(String... argv) {
        return host.machine().processes().all().stream()
                .anyMatch(process -> process.argv().equals(List.of(argv)));
    }

    private void awaitHost(BooleanSupplier condition) throws InterruptedException {
        host.timeline().await(condition, Waiting.unlimited().inBackground().forOutsider());
    }

    @Test
    void there_is_no_subsystem_and_so_no_scp() {
        assertThat(ssh.with("-s", "root@127.0.0.1", "sftp").status()).isNotZero();
        assertThat(ssh.run("scp -t /tmp")).isEqualTo(new Outcome(127, "", "ksh: scp: not found\n"));
    }

    @Test
    void a_host_has_the_same_keys_for_the_same_seed_and_given_ones_if_given() throws Exception {
        KeyPair given = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        try (SimulatedHost again = SimulatedHost.openBsd().build();
                SimulatedHost other = SimulatedHost.openBsd().seed(2).build();
                SimulatedHost own = SimulatedHost.openBsd().hostKey(given).build()) {
            String fingerprint = again.serve().hostKeyFingerprint();
            assertThat(fingerprint).startsWith("SHA256:").isEqualTo(host.serve().hostKeyFingerprint());
            assertThat(other.serve().hostKeyFingerprint()).isNotEqualTo(fingerprint);
            assertThat(own.serve().knownHosts()).hasSize(1);
        }
    }
}
