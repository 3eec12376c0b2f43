package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SimCommandTest {

    /** {@code vmm sim --json} while it serves. */
    private static final class Serving implements AutoCloseable {

        private final StringWriter err = new StringWriter();
        private final CompletableFuture<Integer> status = new CompletableFuture<>();
        private final Thread thread;
        private final JsonNode announced;

        Serving() throws Exception {
            PipedReader reader = new PipedReader(64 * 1024);
            PrintWriter out = new PrintWriter(new PipedWriter(reader), true);
            thread = new Thread(
                    () -> status.complete(Vmm.run(out, new PrintWriter(err, true), "sim", "--json", "--speed", "20")),
                    "serving");
            thread.start();
            announced = new ObjectMapper().readTree(reader);
        }

        String text(String field) {
            return announced.get(field).asText();
        }

        @Override
        public void close() {
            thread.interrupt();
            assertThat(status).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(Vmm.DONE);
        }
    }

    @Test
    void it_says_how_to_log_in_and_removes_what_it_made() throws Exception {
        Path identity;
        try (Serving sim = new Serving()) {
            identity = Path.of(sim.text("identity"));
            assertThat(Files.getPosixFilePermissions(identity)).hasSize(2);

            Run list = Run.vmm(
                    "--host",
                    sim.text("host"),
                    "-i",
                    identity.toString(),
                    "--known-hosts",
                    sim.text("knownHostsFile"),
                    "list");

            assertThat(list.err()).isEmpty();
            assertThat(list.out()).contains("web1  running");
            assertThat(sim.text("hostKeyFingerprint")).startsWith("SHA256:");
            assertThat(sim.announced.get("knownHosts")).hasSize(2);
        }
        assertThat(identity.getParent()).doesNotExist();
    }

    @Test
    void a_plain_ssh_reaches_it() throws Exception {
        Path ssh = Path.of("/usr/bin/ssh");
        Requirement.require(Files.isExecutable(ssh), "ssh(1)");
        try (Serving sim = new Serving()) {
            Process process = new ProcessBuilder(List.of(
                            ssh.toString(),
                            "-F",
                            sim.text("sshConfig"),
                            "-o",
                            "BatchMode=yes",
                            LoginFiles.ALIAS,
                            "vmctl",
                            "status"))
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            assertThat(printed).contains("  running web1\n", "  stopped mail\n");
        }
    }

    @Test
    void a_port_that_is_taken_and_values_out_of_range_are_wrong_usage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = Run.vmm("sim", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err()).contains("cannot be had").contains(" hint: Choose another port");
        }
        assertThat(Run.vmm("sim", "--port", "65536").status()).isEqualTo(2);
        assertThat(Run.vmm("sim", "--speed", "0").status()).isEqualTo(2);
        assertThat(Run.vmm("sim", "--release", "7.1").err())
                .contains("7.1 is not simulated, only 6.5, 7.6, 7.8, 7.9 are");
    }
}
