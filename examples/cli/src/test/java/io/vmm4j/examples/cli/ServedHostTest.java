package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.testkit.openssh.FaultyProxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a host behind SSH, which keeps its state from one to the next. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServedHostTest {

    @TempDir
    private Path directory;

    private final LoginKey key = LoginKey.generate("test");
    private SimulatedHost host;
    private SimulatedSshServer server;
    private LoginFiles files;

    @BeforeEach
    void serve() {
        serve(SimulatedHost.openBsd()
                .rootPassword("Tr0ub4dor")
                .user(SimulatedUser.named("admin")
                        .withAuthorizedKey(key.authorizedKey())
                        .inGroups("wheel"))
                .user(SimulatedUser.named("guest").withAuthorizedKey(key.authorizedKey()))
                .doasConf("permit nopass :wheel\n"));
        Simulations.populate(host);
    }

    private void serve(SimulatedHostBuilder builder) {
        close();
        host = builder.rootKey(key.authorizedKey()).build();
        server = host.serve();
        files = LoginFiles.write(server, key);
    }

    @AfterEach
    void close() {
        if (host != null) {
            files.close();
            host.close();
        }
    }

    private Run as(String user, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "--host",
                "ssh://" + user + "@127.0.0.1:" + server.port(),
                "--identity",
                files.identity().toString(),
                "--known-hosts",
                files.knownHosts().toString()));
        all.addAll(List.of(words));
        return Run.vmm(all.toArray(String[]::new));
    }

    private Run ssh(String... words) {
        return as("root", words);
    }

    @Test
    void a_vm_is_created_paused_stopped_started_and_deleted() {
        assertThat(ssh("create", "w2", "--new-disk", "qcow2:/var/vmm/w2.qcow2", "5G")
                        .out())
                .isEqualTo("w2 is running, its address is 100.64.5.3\n");
        assertThat(ssh("pause", "w2").out()).isEqualTo("w2 is paused\n");
        assertThat(ssh("list").out()).contains("w2    paused   5 ");
        assertThat(ssh("unpause", "w2").out()).startsWith("w2 goes on");
        assertThat(ssh("stop", "w2").out()).isEqualTo("w2 has stopped\n");
        assertThat(ssh("list").out()).contains("w2    stopped  - ");
        assertThat(ssh("start", "w2").out()).startsWith("w2 is running, id ");
        assertThat(ssh("delete", "w2", "--disks", "new").out()).isEqualTo("w2 is deleted\n");
        assertThat(ssh("list").out()).doesNotContain("w2");
        assertThat(host.files().exists("/var/vmm/w2.qcow2")).isFalse();
    }

    @Test
    void json_says_the_same_over_ssh() {
        assertThat(ssh("list", "--json").json().get("vms"))
                .isEqualTo(ssh("--json", "list").json().get("vms"))
                .hasSize(4);
    }

    @Test
    void an_administrator_reaches_root_by_doas_and_nobody_else_does() {
        assertThat(as("admin", "stop", "web1").out()).isEqualTo("web1 has stopped\n");

        Run refused = as("guest", "stop", "db1");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("doas.conf").doesNotContain("\tat ");
    }

    @Test
    void a_password_comes_from_a_file() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "Tr0ub4dor\n");

        Run run = Run.vmm(
                "--host",
                "ssh://root@127.0.0.1:" + server.port(),
                "--password-file",
                password.toString(),
                "--known-hosts",
                files.knownHosts().toString(),
                "show",
                "web1");

        assertThat(run.out()).startsWith("web1  running\n");
    }

    @Test
    void an_unknown_host_key_is_refused_accepted_when_told_so_and_refused_when_it_changes() throws Exception {
        Path known = directory.resolve("known_hosts");
        String[] words = {
            "--host",
            "ssh://root@127.0.0.1:" + server.port(),
            "-i",
            files.identity().toString(),
            "--known-hosts",
            known.toString(),
            "list"
        };
        Run unknown = Run.vmm(words);
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("code: host-key-unknown").contains("--accept-new");

        words[6] = "--accept-new";
        assertThat(Run.vmm(append(words, "list")).status()).isZero();
        words[6] = "list";
        assertThat(Run.vmm(words).status()).isZero();

        String other = LoginKey.generate("other").authorizedKey();
        Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + other + "\n");
        Run changed = Run.vmm(words);
        assertThat(changed.status()).isEqualTo(1);
        assertThat(changed.err()).contains("code: host-key-changed");
    }

    private static String[] append(String[] words, String word) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add(word);
        return all.toArray(String[]::new);
    }

    private Run at(int port, Path knownHosts, String... words) {
        List<String> all = new ArrayList<>(List.of(
                "--host",
                "ssh://root@127.0.0.1:" + port,
                "-i",
                files.identity().toString(),
                "--known-hosts",
                knownHosts.toString()));
        all.addAll(List.of(words));
        return Run.vmm(all.toArray(String[]::new));
    }

    @Test
    void a_closed_port_is_an_error_that_may_pass() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        Run run = at(closed, files.knownHosts(), "list", "--json");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("code: connection-failed, may succeed later");
        assertThat(run.json().at("/error/retryable").asBoolean()).isTrue();
    }

    @Test
    void a_server_that_says_nothing_is_given_up() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = at(silent.getLocalPort(), files.knownHosts(), "list", "--connect-timeout", "1");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("code: connection-timeout");
        }
    }

    @Test
    void a_connection_that_is_lost_in_the_middle_is_told_with_what_may_have_happened() throws Exception {
        serve(SimulatedHost.openBsd().realTime(1));
        Simulations.populate(host);
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (FaultyProxy proxy = FaultyProxy.to(server.port())) {
            Path known = directory.resolve("known_hosts");
            Files.write(
                    known,
                    server.knownHosts().stream()
                            .map(line -> line.replace(":" + server.port(), ":" + proxy.port()))
                            .toList());
            Future<Run> stop = caller.submit(() -> at(proxy.port(), known, "stop", "web1"));
            boolean asked = host.timeline()
                    .await(
                            () -> host.commands().stream()
                                    .anyMatch(command -> command.line().contains("stop")),
                            Duration.ofSeconds(20));
            proxy.refuse();
            proxy.cut();

            Run run = stop.get(20, TimeUnit.SECONDS);
            assertThat(asked).isTrue();
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err())
                    .contains("code: connection-lost, may succeed later", "may have run", " hint: ")
                    .doesNotContain("\tat ");
        } finally {
            caller.shutdownNow();
        }
    }

    @Test
    void vmd_that_does_not_run_is_no_empty_list() {
        serve(SimulatedHost.openBsd().disabled("vmd"));

        Run list = ssh("list");
        assertThat(list.status()).isEqualTo(1);
        assertThat(list.out()).isEmpty();
        assertThat(list.err()).contains("vmd").contains(" hint: ");
        assertThat(ssh("probe").out())
                .contains("  vmd running     no ", "  role            VMM Host, vmd disabled, 0 VMs");
    }

    @Test
    void a_machine_that_is_no_openbsd_is_told_from_one() {
        serve(SimulatedHost.linux());

        Run probe = ssh("probe");
        assertThat(probe.err()).isEmpty();
        assertThat(probe.out()).contains("  available       no ", "  role            none");
        Run list = ssh("list");
        assertThat(list.status()).isEqualTo(1);
        assertThat(list.err()).contains("vmctl");
    }

    @Test
    void a_host_without_vms_says_so() {
        serve(SimulatedHost.openBsd());

        assertThat(ssh("list").out()).isEqualTo("There are no VMs on ssh://root@127.0.0.1:" + server.port() + ".\n");
        assertThat(ssh("list", "--json").json().get("vms")).isEmpty();
    }
}
