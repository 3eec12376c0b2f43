package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code vmm ssh} and {@code vmm stop --from-inside}, on {@code --host sim:}. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GuestCommandsTest {

    @TempDir
    Path directory;

    private Path password = Path.of("password");

    @BeforeEach
    void password() throws IOException {
        password = Files.writeString(directory.resolve("password"), Simulations.GUEST_PASSWORD + "\n");
    }

    private Run sim(String command, String... arguments) {
        List<String> words = new ArrayList<>(
                List.of("--host", "sim:", "--json", command, "--guest-password-file", password.toString()));
        words.addAll(List.of(arguments));
        return Run.vmm(words.toArray(String[]::new));
    }

    @Test
    void a_command_runs_in_the_guest_and_its_exit_status_is_the_programs() {
        Run run = sim("ssh", "--trust-first", "web1", "uname", "-n;", "echo 'a  b' >&2;", "exit 7");

        assertThat(run.status()).isEqualTo(7);
        assertThat(run.json().get("stdout").asText()).isEqualTo("web1\n");
        assertThat(run.json().get("stderr").asText()).isEqualTo("a  b\n");
        assertThat(run.json().get("exitStatus").asInt()).isEqualTo(7);
    }

    @Test
    void a_guest_whose_host_key_nobody_knows_is_not_logged_in_to() {
        Run run = sim("ssh", "web1", "uname");

        assertThat(run.status()).isEqualTo(Vmm.FAILED);
        assertThat(run.out()).contains("guest-host-key-not-pinned");
    }

    @Test
    void a_guest_is_shut_down_from_inside() {
        Run run = sim("stop", "--trust-first", "--from-inside", "web1");

        assertThat(run.status()).isZero();
        assertThat(run.json().get("outcome").asText()).isEqualTo("stopped");
    }

    @Test
    void a_terminal_is_no_json_document() {
        assertThat(sim("ssh", "web1").status()).isEqualTo(Vmm.WRONG_USAGE);
        assertThat(sim("ssh", "--wait", "0", "web1", "uname").status()).isEqualTo(Vmm.WRONG_USAGE);
    }
}
