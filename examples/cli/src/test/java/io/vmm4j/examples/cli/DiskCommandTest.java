package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmm disk} on a host behind SSH. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiskCommandTest {

    private static final String BASE = Simulations.IMAGE.value();

    private final LoginKey key = LoginKey.generate("test");
    private SimulatedHost host;
    private SimulatedSshServer server;
    private LoginFiles files;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() {
        host = SimulatedHost.openBsd().rootKey(key.authorizedKey()).build();
        Simulations.populate(host);
        server = host.serve();
        files = LoginFiles.write(server, key);
    }

    @AfterEach
    void close() {
        files.close();
        host.close();
    }

    private Run disk(String... arguments) {
        List<String> words = new ArrayList<>(List.of(
                "--host",
                "ssh://root@127.0.0.1:" + server.port(),
                "-i",
                files.identity().toString(),
                "--known-hosts",
                files.knownHosts().toString(),
                "disk"));
        words.addAll(List.of(arguments));
        return Run.vmm(words.toArray(String[]::new));
    }

    @Test
    void list_shows_lineage_and_users() {
        assertThat(disk("list").lines())
                .startsWith("PATH                    FORMAT  SIZE  TAKES  BASE                    NEEDED BY")
                .anyMatch(line -> line.matches(
                        "/var/vmm/web1.qcow2 +qcow2 +10G +\\S+ +/var/vmm/openbsd.qcow2 +the VM web1, which runs"))
                .anyMatch(line -> line.matches("/var/vmm/openbsd.qcow2 +qcow2 +10G +\\S+ +- +the clone .*"));
        JsonNode json = disk("list", "/var/vmm", "--json").json();
        assertThat(json.get("disks")).hasSize(5);
        assertThat(json.at("/disks/0/base").asText()).isEqualTo(BASE);
        assertThat(json.at("/disks/0/users/0/kind").asText()).isEqualTo("running_vm");
        assertThat(disk("list", "/home").out()).isEqualTo("There are no images in /home.\n");
    }

    @Test
    void images_are_made_grown_converted_shown_and_deleted() {
        assertThat(disk("create", "raw:/var/vmm/a.raw", "4M"))
                .satisfies(run -> assertThat(run.status()).isZero())
                .satisfies(run -> assertThat(run.out()).isEqualTo("raw:/var/vmm/a.raw is made\n"));
        assertThat(disk("grow", "raw:/var/vmm/a.raw", "8M").out()).isEqualTo("raw:/var/vmm/a.raw is grown\n");
        assertThat(disk("convert", "raw:/var/vmm/a.raw", "qcow2:/var/vmm/b", "--size", "16M", "--json")
                        .json()
                        .get("image")
                        .asText())
                .isEqualTo("qcow2:/var/vmm/b");
        assertThat(disk("clone", "/var/vmm/b", "qcow2:/var/vmm/c").status()).isZero();

        assertThat(disk("show", "qcow2:/var/vmm/c").lines())
                .containsExactly(
                        "qcow2:/var/vmm/c",
                        "  size        16M, 256K of file",
                        "  base        /var/vmm/b",
                        "  vmd(8)      can use it",
                        "  needed by   -");
        assertThat(disk("show", "qcow2:/var/vmm/b", "--json")
                        .json()
                        .at("/users/0/name")
                        .asText())
                .isEqualTo("/var/vmm/c");

        Run refused = disk("delete", "/var/vmm/b");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("is needed by the clone /var/vmm/c").contains("code: disk-in-use");
        for (String name : List.of("c", "b", "a.raw")) {
            assertThat(disk("delete", "/var/vmm/" + name).out()).isEqualTo("/var/vmm/" + name + " is deleted\n");
        }
    }

    @Test
    void an_image_of_this_machine_is_sent() throws IOException {
        Path file = Files.write(directory.resolve("local.img"), new byte[] {1, 2, 3});

        assertThat(disk("upload", file.toString(), "qcow2:/var/vmm/up", "--from", "raw")
                        .out())
                .isEqualTo("qcow2:/var/vmm/up is made\n");
        assertThat(disk("show", "qcow2:/var/vmm/up", "--json")
                        .json()
                        .get("virtualSize")
                        .asLong())
                .isEqualTo(512);
    }

    @Test
    void wrong_words_are_told_before_anything_is_asked() {
        assertThat(disk("create", "/var/vmm/x", "4M").err()).contains("does not say its format");
        assertThat(disk("create", "raw:/var/vmm/x", "4GB").err()).contains("code: value-size-syntax");
        assertThat(disk("upload", "x", "raw:/var/vmm/x").status()).isEqualTo(2);
        assertThat(disk().status()).isEqualTo(2);
    }
}
