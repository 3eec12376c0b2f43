package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code vmm reboot} on a host behind SSH. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RebootCommandTest {

    private static final String VM_CONF = """
            vm "web" {
                disable
                boot "/bsd.rd"
                disk "/vm/web.raw"
            }
            vm "db" {
                disable
                boot "/bsd.rd"
                disk "/vm/db.raw"
            }
            vm "idle" {
                disable
                boot "/bsd.rd"
                disk "/vm/idle.raw"
            }
            """;

    private BehindSsh served = BehindSsh.serve(host());

    private static SimulatedHostBuilder host() {
        return SimulatedHost.openBsd()
                .file("/bsd.rd", "kernel")
                .file("/vm/web.raw", "")
                .file("/vm/db.raw", "")
                .file("/vm/idle.raw", "")
                .vmConf(VM_CONF);
    }

    private void withWebAndDbRunning() {
        served.sh("vmctl start web; vmctl start db");
        served.host().timeline().advance(Duration.ofMinutes(1));
    }

    private List<String> running() {
        List<String> names = new ArrayList<>();
        for (JsonNode vm : served.vmm("list", "--json").json().get("vms")) {
            if (vm.get("running").asBoolean()) {
                names.add(vm.get("name").asText());
            }
        }
        return names;
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void what_ran_is_stopped_noted_and_started_again_after_the_boot() {
        withWebAndDbRunning();

        Run prepared = served.vmm("reboot", "prepare");

        assertThat(prepared.status()).isZero();
        assertThat(prepared.lines())
                .containsExactly(
                        "web has stopped",
                        "db has stopped",
                        "Reboot " + served.address() + ", then run vmm reboot resume. It starts again: web, db.");
        assertThat(running()).isEmpty();
        assertThat(served.vmm("reboot", "status").out())
                .isEqualTo("A reboot of " + served.address() + " is prepared. Noted: web, db\n");

        served.host().reboot();
        Run resumed = served.vmm("reboot", "resume");

        assertThat(resumed.status()).isZero();
        assertThat(resumed.out()).isEqualTo("started: web, db\n");
        assertThat(running()).containsExactly("db", "web");
        assertThat(served.vmm("reboot", "status").out())
                .isEqualTo("No reboot of " + served.address() + " is prepared.\n");
    }

    @Test
    void cancelled_everything_runs_again_without_a_boot() {
        withWebAndDbRunning();
        served.vmm("reboot", "prepare");

        JsonNode json = served.vmm("reboot", "cancel", "--json").json();

        assertThat(json.get("host").asText()).isEqualTo(served.address());
        assertThat(json.get("started").toString()).isEqualTo("[\"web\",\"db\"]");
        assertThat(running()).containsExactly("db", "web");
    }

    @Test
    void as_json_it_is_how_each_was_stopped_and_what_is_noted() {
        withWebAndDbRunning();

        JsonNode json = served.vmm("reboot", "prepare", "--force", "--json").json();

        assertThat(json.at("/stopped/0/name").asText()).isEqualTo("web");
        assertThat(json.at("/stopped/0/outcome").asText()).isEqualTo("forced");
        assertThat(json.get("noted").toString()).isEqualTo("[\"web\",\"db\"]");
        assertThat(served.vmm("reboot", "status", "--json").json().get("noted").toString())
                .isEqualTo("[\"web\",\"db\"]");
    }

    @Test
    void a_vm_that_a_reboot_would_lose_is_a_failure_before_anything_is_stopped() {
        withWebAndDbRunning();
        served.sh("vmctl start -b /bsd.rd adhoc");

        Run run = served.vmm("reboot", "prepare");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: adhoc on ").contains("Nothing was stopped.");
        assertThat(running()).containsExactly("adhoc", "db", "web");
    }

    @Test
    void with_nothing_noted_there_is_nothing_to_resume() {
        assertThat(served.vmm("reboot", "resume").out())
                .isEqualTo("No VM is noted on " + served.address() + ": nothing to start.\n");
        assertThat(served.vmm("reboot", "prepare").out())
                .isEqualTo("No VM runs on " + served.address() + ": reboot it.\n");
    }

    @Test
    void wrong_usage_is_told_before_anything_is_stopped() {
        withWebAndDbRunning();

        assertThat(served.vmm("reboot").status()).isEqualTo(2);
        assertThat(served.vmm("reboot", "prepare", "--grace", "0").status()).isEqualTo(2);
        assertThat(served.vmm("reboot", "resume", "--timeout", "0").status()).isEqualTo(2);
        assertThat(running()).containsExactly("db", "web");
    }
}
