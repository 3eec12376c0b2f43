package io.vmm4j.testkit.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandTimeoutException;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command of a diagnosis that never ends costs its own answer only. */
class HangingHostTest {

    private SimulatedHost host = SimulatedHost.openBsd().build();

    @AfterEach
    void close() {
        host.close();
    }

    private void on(SimulatedHostBuilder builder) {
        host.close();
        host = builder.build();
    }

    private void hang(String program) {
        String replace =
                "rm " + program + "; printf '#!/bin/sh\\nsleep 1000000\\n' >" + program + "; chmod 555 " + program;
        assertThat(host.executor().run(Command.oneShot("sh", "-c", replace)).succeeded())
                .isTrue();
        host.forgetCommands();
    }

    private Diagnosis diagnosis(String user) {
        return VmmHost.builder(host.executor(user))
                .timeline(host.timeline())
                .build()
                .diagnose();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /sbin/pfctl       | the rules of pf(4)
            /usr/sbin/vmctl   | the VMs that vmd(8) knows
            /usr/sbin/vmd     | whether vmd(8) accepts its configuration
            /bin/df           | the room on file systems
            /sbin/ifconfig    | the network interfaces
            /usr/sbin/rcctl   | whether vmd(8) is enabled
            /sbin/sysctl      | whether the host forwards packets
            /bin/date         | the host's clock
            /bin/ls           | the device nodes
            /usr/bin/tail     | the last messages in /var/log/daemon
            /bin/test         | whether the BIOS firmware is installed
            /bin/cat          | the boot messages
            """)
    void its_question_remains_open_and_nothing_is_taken_for_wrong(String program, String question) {
        hang(program);

        Diagnosis diagnosis = diagnosis("root");

        assertThat(diagnosis.symptoms()).isEmpty();
        assertThat(diagnosis.open()).extracting(OpenQuestion::question).contains(question);
        assertThat(diagnosis.open())
                .allSatisfy(open -> assertThat(open.reason()).contains("did not end within 5 s"));
    }

    @Test
    void what_else_is_wrong_is_found_all_the_same_and_in_bounded_time() {
        on(SimulatedHost.openBsd().withoutFirmware().stopped("vmd"));
        hang("/sbin/pfctl");
        Instant start = host.timeline().now();

        Diagnosis diagnosis = diagnosis("root");

        assertThat(diagnosis.symptoms())
                .extracting(Symptom::code)
                .containsExactlyInAnyOrder(SymptomCode.VMD_STOPPED, SymptomCode.FIRMWARE_MISSING);
        assertThat(diagnosis.open()).hasSize(2);
        assertThat(Duration.between(start, host.timeline().now())).isLessThan(Duration.ofSeconds(45));
    }

    @Test
    void a_user_learns_what_he_may_do_although_something_hangs() {
        on(SimulatedHost.openBsd()
                .user(SimulatedUser.named("admin"))
                .doasConf("permit nopass admin as root cmd vmctl\n"));
        hang("/bin/df");

        Diagnosis diagnosis = diagnosis("admin");

        assertThat(diagnosis.symptoms()).extracting(Symptom::code).contains(SymptomCode.OPERATIONS_NOT_PERMITTED);
        assertThat(diagnosis.open()).extracting(OpenQuestion::question).contains("the room on file systems");
    }

    @Test
    void a_host_that_does_not_even_say_what_it_is_is_an_error() {
        hang("/usr/bin/uname");

        assertThatThrownBy(() -> diagnosis("root")).isInstanceOf(CommandTimeoutException.class);
    }

    @Test
    void as_long_as_nothing_hangs_it_is_one_round_trip() {
        host.forgetCommands();

        assertThat(diagnosis("root").isHealthy()).isTrue();
        assertThat(host.roundTrips()).isEqualTo(1);
    }
}
