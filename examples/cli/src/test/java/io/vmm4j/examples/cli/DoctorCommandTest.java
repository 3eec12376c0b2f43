package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code vmm doctor} on a host behind SSH. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DoctorCommandTest {

    private BehindSsh served;

    private void serve(SimulatedHostBuilder builder) {
        served = BehindSsh.serve(builder.virtualTime(now()));
    }

    /** The host's clock has to be right, or that would be a finding too. */
    private static Instant now() {
        return io.vmm4j.time.Timeline.system().now();
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Run doctor(String... words) {
        return served.vmm(Stream.concat(Stream.of("doctor"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void a_healthy_host_has_nothing_wrong() {
        serve(SimulatedHost.openBsd());

        Run run = doctor();

        assertThat(run.out()).isEqualTo("Nothing is wrong with " + served.address() + ".\n");
        assertThat(run.status()).isZero();
    }

    @Test
    void what_keeps_vms_from_running_is_an_error_with_what_to_do() {
        serve(SimulatedHost.openBsd().disabled("vmd"));

        Run run = doctor();

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("error ")
                .contains("vmd-disabled")
                .contains("\n  seen    ")
                .contains("rcctl enable vmd");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void as_json_it_is_one_document() {
        serve(SimulatedHost.openBsd().withoutFirmware());

        JsonNode json = doctor("--json").json();

        assertThat(json.get("healthy").asBoolean()).isFalse();
        assertThat(json.at("/symptoms/0/code").asText()).isEqualTo("firmware-missing");
        assertThat(json.at("/symptoms/0/fix").toString()).contains("fw_update vmm");
    }
}
