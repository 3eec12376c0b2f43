package io.vmm4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import io.vmm4j.testkit.internal.http.HttpQuery;
import io.vmm4j.testkit.internal.http.HttpReply;
import io.vmm4j.testkit.internal.http.Listeners;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** httpd(8) on a simulated host. */
@Timeout(20)
class SimulatedHttpdTest {

    private static final String FILE = "/etc/own.conf";

    private final SimulatedHost host = SimulatedHost.openBsd(OpenBsdRelease.V7_9)
            .networkInterface("vether0", "inet 10.5.0.1/24")
            .networkInterface("vether1", "inet 10.6.0.1/24")
            .file("/var/www/htdocs/index.html", "hello\n")
            .file("/var/www/own/10.5.0.9/answers", "for nine\n")
            .file("/var/www/own/secret", "no\n", "root", 0600)
            .build();

    @AfterEach
    void close() {
        host.close();
    }

    private CommandResult httpd(String conf, String... words) {
        host.files().write(FILE, conf);
        return sh("httpd -f " + FILE + " " + String.join(" ", words));
    }

    private CommandResult sh(String line) {
        return host.executor().run(Command.oneShot("sh", "-c", line));
    }

    private static String server(String address, String... lines) {
        return "server \"own\" {\n\tlisten on " + address + " port 80\n\t" + String.join("\n\t", lines) + "\n}\n";
    }

    /** What a guest at 10.5.0.9 is answered; empty if nobody listens. */
    private Optional<HttpReply> get(String address, String target) {
        return host.timeline()
                .lockedGet(() -> Listeners.of(host.machine())
                        .find(address, 80)
                        .map(service -> service.answer(new HttpQuery("10.5.0.9", address, 80, address, target))));
    }

    private String answer(String address, String target) {
        return get(address, target)
                .map(reply -> reply.status() + " " + reply.text())
                .orElse("refused");
    }

    @Test
    void a_file_of_its_own_serves_a_guest_what_is_meant_for_it_and_nobody_else() {
        assertThat(httpd(server(
                        "10.5.0.1", "root \"/own\"", "no log", "request rewrite \"/$REMOTE_ADDR$DOCUMENT_URI\"")))
                .satisfies(result -> assertThat(result.exitStatus()).isZero());
        sh("sleep 1");

        assertThat(answer("10.5.0.1", "/answers?path=7.9/amd64")).isEqualTo("200 for nine\n");
        assertThat(answer("10.5.0.1", "/../../../etc/passwd")).isEqualTo("404 ");
        assertThat(answer("10.6.0.1", "/answers")).isEqualTo("refused");
    }

    @Test
    void files_are_read_as_user_www() {
        httpd(server("10.5.0.1", "root \"/own\""));
        sh("sleep 1");

        assertThat(answer("10.5.0.1", "/secret")).isEqualTo("403 ");
        sh("chgrp www /var/www/own/secret; chmod 640 /var/www/own/secret");
        assertThat(answer("10.5.0.1", "/secret")).isEqualTo("200 no\n");
        sh("chown root:wheel /var/www/own; chmod 700 /var/www/own");
        assertThat(answer("10.5.0.1", "/secret")).isEqualTo("403 ");
    }

    @Test
    void several_instances_run_side_by_side_and_a_signal_ends_one() {
        httpd(server("10.5.0.1", "root \"/own\""));
        host.files().write("/etc/two.conf", server("10.6.0.1", "root \"/own\""));
        sh("httpd -d -f /etc/two.conf </dev/null >/dev/null 2>&1 & echo $! >/tmp/pid; sleep 1");
        assertThat(answer("10.6.0.1", "/")).startsWith("403");

        sh("kill $(cat /tmp/pid); sleep 1");
        assertThat(answer("10.6.0.1", "/")).isEqualTo("refused");
        assertThat(answer("10.5.0.1", "/")).startsWith("403");
        assertThat(sh("pgrep -x httpd").exitStatus()).isZero();
        assertThat(sh("pkill -x httpd; sleep 1; pgrep -x httpd").exitStatus()).isEqualTo(1);
        assertThat(answer("10.5.0.1", "/")).isEqualTo("refused");
    }

    @Test
    void an_address_that_is_not_there_or_taken_ends_it_after_it_has_gone_into_the_background() {
        assertThat(httpd(server("10.7.0.1")).exitStatus()).isZero();
        sh("sleep 1");
        assertThat(host.files().read("/var/log/daemon")).contains("Can't assign requested address");
        assertThat(sh("pgrep -x httpd").exitStatus()).isEqualTo(1);

        httpd(server("10.5.0.1"));
        sh("sleep 1");
        assertThat(httpd(server("10.5.0.1"), "-d").stderr()).contains("Address already in use");
    }

    @Test
    void a_good_file_passes_its_test() {
        CommandResult result = httpd("""
                ext = "10.5.0.1"
                prefork 2
                types { text/css css }
                server "a" {
                    alias "b.example"
                    listen on $ext port 80
                    connection { max requests 10, timeout 30 }
                    log { access "a.log", style combined }
                    directory { no index, auto index }
                    location "/x/*" { block return 404 }
                    location "/y/*" { root "/own"; request strip 1 }
                }
                """.replace("; request", "\n request"), "-n");

        assertThat(result.exitStatus() + result.stderr()).isEqualTo("0configuration OK\n");
        assertThat(answer("10.5.0.1", "/")).isEqualTo("refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'server \"a\" { root \"/x\" }' | :1: listen address not specified",
                "'server \"a\" { listen on 10.5.0.1 port 80 \n frobnicate }' | :2: syntax error",
                "'server \"a\" { listen on 999.5.0.1 port 80 }' | :1: invalid listen ip: 999.5.0.1",
                "'prefork 0' | :1: invalid number of preforked servers: 0",
                "'server \"a\" { listen on 10.5.0.1 port 80 \n fastcgi }' | :2: simulator limitation: fastcgi",
            })
    void what_it_does_not_know_it_refuses(String conf, String message) {
        CommandResult result = httpd(conf + "\n", "-n");

        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.stderr()).isEqualTo(FILE + message + "\n");
    }

    @Test
    void the_one_of_the_base_system_is_started_by_rcctl() {
        host.files().write("/etc/httpd.conf", server("*"));

        assertThat(sh("rcctl -f start httpd").stdout()).isEqualTo("httpd(ok)\n");
        assertThat(answer("10.6.0.1", "/")).isEqualTo("200 hello\n");
        assertThat(sh("rcctl stop httpd").stdout()).isEqualTo("httpd(ok)\n");
        sh("sleep 1");
        assertThat(answer("10.6.0.1", "/")).isEqualTo("refused");
    }
}
