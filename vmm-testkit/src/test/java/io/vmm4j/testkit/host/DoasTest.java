package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.DeleteOptions;
import io.vmm4j.StopPolicy;
import io.vmm4j.Vm;
import io.vmm4j.VmError;
import io.vmm4j.VmmHost;
import io.vmm4j.error.VmmException;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.DoasException;
import io.vmm4j.exec.DoasRefusal;
import io.vmm4j.exec.Secret;
import io.vmm4j.host.HostProbe;
import io.vmm4j.ssh.HostKeyPolicy;
import io.vmm4j.ssh.SshExecutor;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedSshServer;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.vmctl.VmctlException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("scenario 47: root by doas(1)")
class DoasTest {

    /** What an administrator has to permit for everything a {@code VmmHost} does. */
    private static final List<String> PROGRAMS = List.of("vmctl", "sh", "ls", "cat", "rm");

    private static String rules(List<String> programs) {
        return programs.stream()
                .map(program -> "permit nopass admin as root cmd " + program + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> allBut(String missing) {
        return PROGRAMS.stream().filter(program -> !program.equals(missing)).toList();
    }

    private static SimulatedHostBuilder host(String doasConf) {
        return Stage.builder()
                .user(SimulatedUser.named("admin").withPassword("let me in"))
                .doasConf(doasConf);
    }

    private static Stage asAdmin(SimulatedHost host) {
        return Stage.ready(host, host.executor("admin"));
    }

    @Test
    void everything_works_with_these_rules_and_no_more() {
        try (SimulatedHost host = host(rules(PROGRAMS)).build();
                Stage stage = asAdmin(host)) {
            goThroughAllOf(stage);
        }
    }

    @Test
    @Timeout(60)
    void everything_works_over_ssh_too() {
        try (SimulatedHost host = host(rules(PROGRAMS)).build();
                SimulatedSshServer server = host.serve();
                CommandExecutor executor = SshExecutor.to("ssh://admin@127.0.0.1:" + server.port())
                        .password(Secret.of("let me in"))
                        .hostKeys(HostKeyPolicy.pinned(server.hostKeyFingerprint()))
                        .connect();
                Stage stage = Stage.ready(host, executor)) {
            goThroughAllOf(stage);
        }
    }

    private static void goThroughAllOf(Stage stage) {
        HostProbe probe = stage.vmm().probe();
        Vm vm = stage.vmm().create(Stage.fromReadyImage("web"));
        stage.host().timeline().advance(Duration.ofMinutes(1));
        vm.pause();
        vm.unpause();
        vm.restart(StopPolicy.graceful());
        stage.host().timeline().advance(Duration.ofMinutes(1));
        vm.stop(StopPolicy.graceful());
        vm.start();
        assertThat(vm.address()).isPresent();
        assertThat(stage.vmm().vms()).hasSize(1);
        vm.delete(DeleteOptions.removingNewDisks());

        assertThat(probe.initialized().holds()).isTrue();
        assertThat(stage.vmm().vms()).isEmpty();
        assertThat(stage.hasDisk("web")).isFalse();
        assertThat(stage.host().commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.contains("sudo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmctl", "sh", "ls"})
    void create_names_the_rule_that_is_missing_and_leaves_nothing(String program) {
        try (SimulatedHost host = host(rules(allBut(program))).build();
                Stage stage = asAdmin(host)) {
            VmmException failure = Failures.of(() -> stage.vmm().create(Stage.fromReadyImage("web")));

            assertThat(failure).isInstanceOf(DoasException.class);
            assertThat(failure.code()).isEqualTo(DoasRefusal.NOT_PERMITTED);
            assertThat(failure.hint()).contains("permit nopass USER as root cmd " + program);
            assertThat(failure.getMessage()).contains("admin@").contains(program);
            assertThat(failure.transcript().entries()).isNotEmpty();
            assertThat(stage.hasDisk("web")).isFalse();
            assertThat(stage.hasRecord("web")).isFalse();
            assertThat(stage.processes()).isEmpty();
        }
    }

    @Test
    void create_that_may_not_take_back_what_it_made_says_what_remains() {
        try (SimulatedHost host = host(rules(allBut("rm"))).withoutFirmware().build();
                Stage stage = asAdmin(host)) {
            VmmException failure = Failures.of(() -> stage.vmm().create(Stage.fromReadyImage("web")));

            assertThat(failure.code()).isEqualTo(VmError.LEFTOVERS);
            assertThat(failure.getMessage()).contains("BIOS").contains("permit nopass USER as root cmd rm");
            assertThat(failure.hint())
                    .contains("rm -f")
                    .contains("/vm/web.qcow2")
                    .contains(Stage.record("web"));
            assertThat(failure.getCause()).isInstanceOf(VmctlException.class);
            assertThat(stage.hasDisk("web")).isTrue();
        }
    }

    @Test
    void delete_and_restart_name_the_rule_that_is_missing_before_anything_is_stopped() {
        try (SimulatedHost host = host(rules(allBut("cat"))).build();
                Stage stage = asAdmin(host)) {
            Vm vm = stage.running("web");

            for (VmmException failure : List.of(
                    Failures.of(() -> vm.delete(DeleteOptions.removingAllDisks())),
                    Failures.of(() -> vm.restart(StopPolicy.force())))) {
                assertThat(failure.code()).isEqualTo(DoasRefusal.NOT_PERMITTED);
                assertThat(failure.hint()).contains("permit nopass USER as root cmd cat");
            }
            assertThat(stage.processes()).containsExactly("web");
        }
    }

    @Test
    void delete_that_may_not_remove_names_the_rule_and_what_remains() {
        try (SimulatedHost host = host(rules(allBut("rm"))).build();
                Stage stage = asAdmin(host)) {
            Vm vm = stage.running("web");

            VmmException failure = Failures.of(() -> vm.delete(DeleteOptions.removingAllDisks()));

            assertThat(failure.code()).isEqualTo(VmError.DELETE_INCOMPLETE);
            assertThat(failure.getMessage()).contains("permit nopass USER as root cmd rm");
            assertThat(failure.hint()).contains("rm -f /vm/web.qcow2 " + Stage.record("web"));
            assertThat(stage.hasDisk("web")).isTrue();
            assertThat(stage.hasRecord("web")).isTrue();
        }
    }

    /** What can be wrong with doas(1) as a whole. */
    private enum Trouble {
        NO_FILE(DoasRefusal.NOT_ENABLED, "/etc/doas.conf"),
        PASSWORD(DoasRefusal.NEEDS_PASSWORD, "permit nopass USER as root cmd vmctl"),
        WRITABLE(DoasRefusal.FILE_INSECURE, "chmod 0600 /etc/doas.conf"),
        BROKEN(DoasRefusal.FILE_BROKEN, "doas -C /etc/doas.conf");

        private final DoasRefusal refusal;
        private final String advice;

        Trouble(DoasRefusal refusal, String advice) {
            this.refusal = refusal;
            this.advice = advice;
        }

        SimulatedHost host() {
            SimulatedHost host = DoasTest.host(this == BROKEN ? "permit nopas admin\n" : "permit admin\n")
                    .build();
            if (this == NO_FILE) {
                host.files().delete("/etc/doas.conf");
            } else if (this == WRITABLE) {
                host.files().setMode("/etc/doas.conf", 0666);
            }
            return host;
        }
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void what_is_wrong_with_doas_is_told_with_what_to_do(Trouble trouble) {
        try (SimulatedHost host = trouble.host();
                Stage stage = asAdmin(host)) {
            for (VmmException failure : List.of(
                    Failures.of(() -> stage.vmm().vms()),
                    Failures.of(() -> stage.vmm().create(Stage.fromReadyImage("web"))),
                    Failures.of(() -> stage.vmm().vm("web").stop(StopPolicy.force())))) {
                assertThat(failure.code()).isEqualTo(trouble.refusal);
                assertThat(failure.hint()).contains(trouble.advice);
            }
            assertThat(stage.hasDisk("web")).isFalse();
            assertThat(host.commands()).extracting(ExecutedCommand::line).noneMatch(line -> line.contains("sudo"));
        }
    }

    @Test
    void one_rule_is_enough_to_control_vms_that_root_created() {
        try (SimulatedHost host = host(rules(List.of("vmctl"))).build();
                Stage asRoot = Stage.ready(host, host.executor())) {
            asRoot.running("web");
            Vm vm = asRoot.through(host.executor("admin")).vmm().vm("web");

            vm.pause();
            vm.unpause();
            vm.stop(StopPolicy.graceful());
            assertThat(vm.status()).isPresent();
            assertThat(vm.start().isRunning()).isTrue();
        }
    }

    @Test
    void a_machine_without_doas_is_told_so() {
        try (SimulatedHost linux =
                SimulatedHost.linux().user(SimulatedUser.named("admin")).build()) {
            VmmException failure =
                    Failures.of(() -> VmmHost.on(linux.executor("admin")).vms());

            assertThat(failure.code()).isEqualTo(DoasRefusal.NOT_INSTALLED);
            assertThat(failure.hint()).contains("OpenBSD");
        }
    }

    @Test
    void a_probe_works_without_any_rule() {
        try (SimulatedHost host = host("").build();
                Stage stage = asAdmin(host)) {
            HostProbe probe = stage.vmm().probe();

            assertThat(probe.available().holds()).isTrue();
            assertThat(probe.running().holds()).isTrue();
            assertThat(probe.initialized().holds()).isTrue();
        }
    }
}
