package io.vmm4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code vmm init} on a host behind SSH. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InitCommandTest {

    private BehindSsh served;

    private void serve(SimulatedHostBuilder builder) {
        served = BehindSsh.serve(builder);
    }

    @AfterEach
    void close() {
        served.close();
    }

    private Run vmm(String... words) {
        return served.vmm(words);
    }

    /** All files, and what runs. */
    private String everything() {
        return served.sh("vmctl status; rcctl ls started")
                + served.host().files().everything();
    }

    @Test
    void a_dry_run_shows_the_plan_and_changes_nothing() {
        serve(SimulatedHost.openBsd().disabled("vmd").withoutFirmware());
        String before = everything();

        Run run = vmm("init", "--dry-run", "--taps", "6");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("make the device nodes tap4 to tap5")
                .contains("run fw_update vmm")
                .contains("+# vm.conf(5)")
                .contains("enable vmd(8)")
                .endsWith("Nothing was done: this was a dry run.\n");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void it_makes_the_host_ready_and_has_nothing_to_do_the_second_time() {
        serve(SimulatedHost.openBsd().disabled("vmd"));

        assertThat(vmm("init").out()).contains("3. start vmd(8)").endsWith("Done.\n");
        Run again = vmm("init");

        assertThat(again.status()).isZero();
        assertThat(again.out()).contains("nothing to do");
        assertThat(vmm("probe", "--json").json().at("/initialized/verdict").asText())
                .isEqualTo("yes");
    }

    @Test
    void as_json_it_is_the_plan_and_whether_it_was_applied() {
        serve(SimulatedHost.openBsd().stopped("vmd").vmConf("# mine\n"));

        JsonNode plan = vmm("init", "--dry-run", "--json").json();

        assertThat(plan.get("applied").asBoolean()).isFalse();
        assertThat(plan.at("/changes/0/summary").asText()).isEqualTo("start vmd(8)");
        assertThat(plan.at("/changes/0/command").asText()).isEqualTo("rcctl start vmd");
        assertThat(plan.at("/changes/0/canBeUndone").asBoolean()).isTrue();
        assertThat(plan.at("/notes/0").asText()).contains("/etc/vm.conf");
    }

    @Test
    void a_machine_that_cannot_run_vms_is_a_failure_with_a_hint() {
        serve(SimulatedHost.openBsd().cpu(CpuVirtualization.NONE));

        Run run = vmm("init");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("host-no-virtualization").contains("VMX");
    }

    @Test
    void more_taps_than_vmd_uses_are_wrong_usage() {
        serve(SimulatedHost.openBsd());

        assertThat(vmm("init", "--taps", "257").status()).isEqualTo(2);
    }

    @Test
    void a_word_that_is_no_number_is_called_so() {
        serve(SimulatedHost.openBsd());

        assertThat(vmm("init", "--taps", "x").err())
                .startsWith("error: Invalid value for option '--taps': 'x' is not a whole number.\n");
    }
}
