package io.vmm4j.testkit.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Secret;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.HostOperation;
import io.vmm4j.host.OpenQuestion;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.testkit.SimulatedUser;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a diagnosis says to users who are not root. */
class RightsTest {

    private static final String ALL_OF_VMCTL = "permit nopass admin as root cmd vmctl\n";

    private static Diagnosis diagnosis(SimulatedHostBuilder builder, SimulatedUser user) {
        try (SimulatedHost host = builder.user(user).build()) {
            Diagnosis diagnosis = VmmHost.builder(host.executor(user.name()))
                    .timeline(host.timeline())
                    .build()
                    .diagnose();
            assertThat(host.roundTrips()).isEqualTo(1);
            assertThat(host.commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.contains("sudo"));
            return diagnosis;
        }
    }

    private static final SimulatedUser ADMIN = SimulatedUser.named("admin");

    @Test
    void a_user_without_any_rule_gets_the_lines_that_would_let_him_see() {
        Diagnosis diagnosis = diagnosis(SimulatedHost.openBsd().doasConf(""), ADMIN);

        assertThat(diagnosis.symptoms()).extracting(Symptom::code).containsExactly(SymptomCode.PRIVILEGES_MISSING);
        assertThat(diagnosis.symptoms().get(0).fix())
                .containsExactly(
                        "permit nopass admin as root cmd vmctl args status",
                        "permit nopass admin as root cmd cat args /etc/vm.conf",
                        "permit nopass admin as root cmd vmd args -n",
                        "permit nopass admin as root cmd tail args -n 60 /var/log/daemon",
                        "permit nopass admin as root cmd pfctl args -si",
                        "permit nopass admin as root cmd pfctl args -a \"*\" -sr");
        assertThat(diagnosis.symptoms().get(0).evidence()).contains("does not permit");
        assertThat(diagnosis.open())
                .extracting(OpenQuestion::question)
                .contains(
                        "the VMs that vmd(8) knows",
                        "whether pf(4) is enabled",
                        "the rules of pf(4)",
                        "the last messages in /var/log/daemon");
    }

    @Test
    void a_host_without_doas_conf_says_so() {
        Diagnosis diagnosis = diagnosis(SimulatedHost.openBsd(), ADMIN);

        assertThat(diagnosis.symptoms())
                .singleElement()
                .satisfies(symptom -> assertThat(symptom.evidence()).contains("not enabled"));
    }

    @Test
    void whoever_may_read_doas_conf_learns_all_that_is_missing_although_nothing_is_run() {
        Diagnosis diagnosis =
                diagnosis(SimulatedHost.openBsd().file("/etc/doas.conf", ALL_OF_VMCTL, "root", 0644), ADMIN);

        assertThat(diagnosis.symptoms())
                .extracting(Symptom::code)
                .containsExactly(SymptomCode.OPERATIONS_NOT_PERMITTED);
        assertThat(diagnosis.symptoms().get(0).fix())
                .contains(
                        "permit nopass admin as root cmd sh",
                        "permit nopass admin as root cmd ls",
                        "permit nopass admin as root cmd rm")
                .doesNotContain("permit nopass admin as root cmd vmctl");
    }

    @Test
    void the_lines_that_are_missing_cure() {
        SimulatedHostBuilder before = SimulatedHost.openBsd().file("/etc/doas.conf", ALL_OF_VMCTL, "root", 0644);
        String lines =
                String.join("\n", diagnosis(before, ADMIN).symptoms().get(0).fix());

        Diagnosis after = diagnosis(
                SimulatedHost.openBsd().file("/etc/doas.conf", ALL_OF_VMCTL + lines + "\n", "root", 0644), ADMIN);

        assertThat(after.symptoms()).isEmpty();
        assertThat(after.open()).isEmpty();
    }

    @Test
    void a_user_with_the_rules_of_a_diagnosis_leaves_only_doas_conf_unread() {
        String rules;
        try (SimulatedHost host = SimulatedHost.openBsd().build()) {
            rules = String.join(
                    "\n",
                    VmmHost.on(host.executor())
                            .leastPrivilege("admin", EnumSet.of(HostOperation.DIAGNOSE))
                            .doasConf());
        }

        Diagnosis diagnosis = diagnosis(SimulatedHost.openBsd().doasConf(rules + "\n"), ADMIN);

        assertThat(diagnosis.symptoms()).isEmpty();
        assertThat(diagnosis.open())
                .extracting(OpenQuestion::question)
                .containsExactly("what doas(1) permits the user");
    }

    @Test
    void a_member_of_wheel_sees_vms_and_log_without_doas() {
        Diagnosis diagnosis = diagnosis(SimulatedHost.openBsd().doasConf(""), ADMIN.inGroups("wheel"));

        assertThat(diagnosis.symptoms())
                .extracting(Symptom::code)
                .containsExactly(SymptomCode.OPERATIONS_NOT_PERMITTED);
        assertThat(diagnosis.open())
                .extracting(OpenQuestion::question)
                .containsExactlyInAnyOrder("whether pf(4) is enabled", "the rules of pf(4)");
    }

    @Test
    void without_doas_at_all_the_socket_decides() {
        try (SimulatedHost host = SimulatedHost.openBsd().user(ADMIN).build()) {
            Diagnosis diagnosis = VmmHost.builder(host.executor("admin"))
                    .timeline(host.timeline())
                    .asUser()
                    .build()
                    .diagnose();

            assertThat(diagnosis.symptoms(SymptomCode.SOCKET_NOT_PERMITTED))
                    .singleElement()
                    .satisfies(symptom -> assertThat(symptom.fix()).containsExactly("socket owner \"admin\""));
            assertThat(host.commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.startsWith("doas"));
        }
    }

    @Test
    @Timeout(60)
    void over_ssh_it_is_the_same_diagnosis_in_one_round_trip() {
        try (SimulatedHost host = SimulatedHost.openBsd()
                        .user(ADMIN.withPassword("let me in"))
                        .doasConf("")
                        .build();
                SimulatedSshServer server = host.serve();
                CommandExecutor ssh = SshExecutor.to("ssh://admin@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect()) {
            Diagnosis inProcess = VmmHost.builder(host.executor("admin"))
                    .timeline(host.timeline())
                    .build()
                    .diagnose();
            host.forgetCommands();

            Diagnosis overSsh =
                    VmmHost.builder(ssh).timeline(host.timeline()).build().diagnose();

            assertThat(host.roundTrips()).isEqualTo(1);
            assertThat(overSsh.symptoms())
                    .extracting(Symptom::code, Symptom::fix)
                    .isEqualTo(inProcess.symptoms().stream()
                            .map(symptom -> tuple(symptom.code(), symptom.fix()))
                            .toList());
            assertThat(overSsh.open())
                    .extracting(OpenQuestion::question)
                    .isEqualTo(inProcess.open().stream()
                            .map(OpenQuestion::question)
                            .toList());
        }
    }
}
