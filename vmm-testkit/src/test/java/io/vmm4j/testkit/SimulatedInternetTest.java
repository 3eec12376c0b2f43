package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ftp(1) and signify(1) of a simulated host, and the Internet that it reaches. */
class SimulatedInternetTest {

    private static final String BASE = "https://mirror.example.org/pub/";
    private static final String FILE = BASE + "image.raw";
    private static final long SIZE = 100_000_000;

    private final SimulatedInternet internet = new SimulatedInternet()
            .serve(FILE, WebContent.sized("an image", SIZE))
            .serve(BASE + "note", "hello\n");
    private final SimulatedHost host = SimulatedHost.openBsd().mirror(internet).build();

    @AfterEach
    void close() {
        host.close();
    }

    private CommandResult sh(String script) {
        return host.executor()
                .run(Command.oneShot("sh", "-c", "cd /tmp; " + script).withTimeout(Duration.ofHours(2)));
    }

    @Test
    void ftp_writes_a_file_and_gives_it_the_time_that_the_server_says() {
        assertThat(sh("ftp -MV -o out " + FILE + " && stat -f '%z %m' out").stdout())
                .isEqualTo("100000000 " + Instant.parse("2026-06-01T00:00:00Z").getEpochSecond() + "\n");
    }

    @Test
    void ftp_takes_as_long_as_the_bytes_do() {
        Instant before = host.timeline().now();
        sh("ftp -MV -o out " + FILE);
        assertThat(Duration.between(before, host.timeline().now()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(11));
    }

    @Test
    void ftp_prints_a_file_to_standard_output() {
        assertThat(sh("ftp -MV -o - " + BASE + "note").stdout()).isEqualTo("hello\n");
    }

    @Test
    void what_is_not_there_is_an_error_and_makes_no_file() {
        CommandResult result = sh("ftp -MV -o out " + BASE + "gone; echo $?; ls out");
        assertThat(result.stdout()).isEqualTo("1\n");
        assertThat(result.stderr())
                .startsWith("ftp: Error retrieving " + BASE + "gone: 404 Not Found\n")
                .contains("No such file");
    }

    @Test
    void the_exit_status_counts_the_urls() {
        assertThat(sh("ftp -MV " + BASE + "note " + BASE + "gone").exitStatus()).isEqualTo(2);
    }

    @Test
    void a_reset_leaves_what_had_come_and_a_second_call_goes_on_from_there() {
        internet.faultOnce(FILE, new WebFault.ResetAt(40_000_000));
        CommandResult cut = sh("ftp -MVC -o out " + FILE + "; echo $?; stat -f %z out");
        assertThat(cut.stdout()).isEqualTo("1\n40000000\n");
        assertThat(cut.stderr()).isEqualTo("ftp: Reading from socket: Connection reset by peer\n");

        assertThat(sh("ftp -MVC -o out " + FILE + "; stat -f %z out").stdout()).isEqualTo("100000000\n");
        assertThat(internet.requests())
                .containsExactly(new WebRequest(FILE, 0, 200), new WebRequest(FILE, 40_000_000, 206));
    }

    @Test
    void a_connection_closed_too_early_goes_unnoticed_when_resuming() {
        internet.faultOnce(FILE, new WebFault.CutAt(1000)).faultOnce(FILE, new WebFault.CutAt(2000));
        assertThat(sh("ftp -MVC -o out " + FILE + "; echo $?; ftp -MV -o new " + FILE + "; echo $?; stat -f %z out new")
                        .stdout())
                .isEqualTo("0\n1\n1000\n2000\n");
    }

    @Test
    void resuming_a_whole_file_fails() {
        CommandResult again = sh("ftp -MVC " + BASE + "note; ftp -MVC " + BASE + "note");
        assertThat(again.exitStatus()).isEqualTo(1);
        assertThat(again.stderr()).isEqualTo("ftp: File is already fully retrieved.\n");
    }

    @Test
    void a_server_without_range_makes_it_start_over() {
        internet.fault(FILE, new WebFault.WithoutRange());
        CommandResult result = sh("echo old >out; ftp -MVC -o out " + FILE + "; stat -f %z out");
        assertThat(result.stdout()).isEqualTo("100000000\n");
        assertThat(result.stderr()).isEqualTo("ftp: Server does not support resume.\n");
    }

    @Test
    void redirects_are_followed() {
        internet.redirect("https://other.example.org/x", BASE + "note");
        assertThat(sh("ftp -MV -o - https://other.example.org/x").stdout()).isEqualTo("hello\n");
    }

    @Test
    void a_server_that_does_not_answer_costs_the_time_that_w_allows() {
        internet.fault(FILE, new WebFault.Unreachable());
        Instant before = host.timeline().now();
        assertThat(sh("ftp -MV -w 30 " + FILE).stderr()).isEqualTo("ftp: connect: Operation timed out\n");
        assertThat(Duration.between(before, host.timeline().now()).toSeconds()).isEqualTo(30);
    }

    @Test
    void without_a_way_out_names_have_no_address() {
        try (SimulatedHost inside = SimulatedHost.openBsd().build()) {
            CommandResult result = inside.executor().run(Command.oneShot("ftp", "-MV", FILE));
            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.stderr()).isEqualTo("ftp: mirror.example.org: no address associated with name\n");
        }
    }

    @Test
    void a_full_disk_is_told() {
        try (SimulatedHost small = SimulatedHost.openBsd()
                .mirror(new SimulatedInternet().serve(FILE, full()))
                .diskSize(2_000_000_000L)
                .build()) {
            CommandResult result = small.executor()
                    .run(Command.oneShot("ftp", "-MV", "-o", "/tmp/out", FILE).withTimeout(Duration.ofHours(1)));
            assertThat(result.exitStatus()).isEqualTo(1);
            assertThat(result.stderr()).isEqualTo("ftp: Writing /tmp/out: No space left on device\n");
        }
    }

    private static WebContent full() {
        byte[] bytes = new byte[80_000_000];
        Arrays.fill(bytes, (byte) 1);
        return WebContent.of(bytes);
    }

    @Test
    void signify_checks_real_signatures_with_the_keys_of_the_release() {
        SignifyKey key = SignifyKey.ofRelease("7.9");
        internet.serveSigned(BASE + "7.9/", key, Map.of("bsd.rd", WebContent.of("kernel")));
        String fetch = "ftp -MV " + BASE + "7.9/bsd.rd " + BASE + "7.9/SHA256.sig; ";
        String check = "signify -C -p /etc/signify/openbsd-79-base.pub -x SHA256.sig bsd.rd";

        CommandResult good = sh(fetch + check);
        assertThat(good.stdout()).isEqualTo("Signature Verified\nbsd.rd: OK\n");
        assertThat(good.exitStatus()).isZero();

        CommandResult changed = sh("echo x >>bsd.rd; " + check);
        assertThat(changed.stdout()).isEqualTo("Signature Verified\n");
        assertThat(changed.stderr()).isEqualTo("bsd.rd: FAIL\n");
        assertThat(changed.exitStatus()).isEqualTo(1);

        assertThat(sh("sed 's/= ./= 0/' SHA256.sig >bad.sig; signify -C -p /etc/signify/openbsd-79-base.pub -x bad.sig")
                        .stderr())
                .isEqualTo("signify: signature verification failed\n");
        assertThat(sh("signify -C -p /etc/signify/openbsd-80-base.pub -x SHA256.sig bsd.rd")
                        .stderr())
                .isEqualTo("signify: verification failed: checked against wrong key\n");
        assertThat(sh("signify -C -p /etc/signify/openbsd-77-base.pub -x SHA256.sig bsd.rd")
                        .stderr())
                .isEqualTo(
                        "signify: can't open /etc/signify/openbsd-77-base.pub for reading: No such file or directory\n");
    }

    @Test
    void signify_verifies_a_message_by_the_key_that_the_comment_names() {
        host.files().write("/tmp/m", "text\n");
        host.files()
                .write("/tmp/m.sig", SignifyKey.ofRelease("8.0").signature("text\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(sh("signify -V -m m").stdout()).isEqualTo("Signature Verified\n");
        assertThat(sh("echo >>m; signify -V -m m").exitStatus()).isEqualTo(1);
    }
}
