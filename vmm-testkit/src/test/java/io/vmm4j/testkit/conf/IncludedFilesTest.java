package io.vmm4j.testkit.conf;

import static io.vmm4j.testkit.conf.ConfiguredHost.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.MemorySize;
import io.vmm4j.exec.Command;
import io.vmm4j.host.Activation;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.SimulatedUser;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfSyntaxException;
import io.vmm4j.vmconf.VmDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A vm.conf(5) that includes others, which include others. */
class IncludedFilesTest {

    private static final String MAIN = """
            # the main file
            dir = "/vm"

            include "/etc/vm.d/first.conf" # see there
            vm "db" { disable
              disk $dir "/db.img"
            }
            """;

    private static final String FIRST = """
            include "etc/vm.d/second.conf"
            """;

    private static final String SECOND = """
            # relative, as the daemon's directory is the root
            vm "old" {
              disable
              memory 512M
              disk $dir "/old.img"
            }
            """;

    private static SimulatedHostBuilder builder() {
        return ConfiguredHost.builder(MAIN)
                .file("/etc/vm.d/first.conf", FIRST, "root", 0600)
                .file("/etc/vm.d/second.conf", SECOND, "root", 0640);
    }

    private static VmDefinition old(VmConf conf) {
        return conf.vm("old").orElseThrow().value();
    }

    private static String second(ConfiguredHost host) {
        return host.host().files().read("/etc/vm.d/second.conf");
    }

    @Test
    void they_are_read_in_one_round_trip_a_level() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            VmConf conf = host.conf().read();

            assertThat(conf.vms()).extracting(vm -> vm.value().name()).containsExactly("old", "db");
            assertThat(conf.vm("old").orElseThrow().origin()).hasToString("etc/vm.d/second.conf:2");
            assertThat(host.host().roundTrips()).isEqualTo(3);
        }
    }

    @Test
    void a_check_sees_their_paths_and_runs_vmd_where_relative_names_mean_what_they_mean_to_the_daemon() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            assertThat(host.conf().check().isLoadable()).isTrue();
            host.sh("rm /vm/old.img");

            assertThat(host.conf().check().said())
                    .containsExactly(
                            "vmd: disk /vm/old.img: No such file or directory",
                            "vmd: etc/vm.d/second.conf:5: failed to parse disks: /vm/old.img");
            assertThat(host.conf().check().findings()).hasSize(1);
        }
    }

    @Test
    void a_vm_is_changed_in_the_file_that_defines_it() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            VmDefinition wanted = old(host.conf().read()).toBuilder()
                    .memory(MemorySize.of("1G"))
                    .build();

            Plan plan = host.conf().plan(new VmConfChange.ChangeVm(wanted));
            host.conf().apply(plan);

            assertThat(plan.toString())
                    .contains("check vmd -n -f /etc/vm.conf including FILE")
                    .contains("--- /etc/vm.d/second.conf");
            assertThat(second(host)).isEqualTo(SECOND.replace("512M", "\"1024M\""));
            assertThat(host.file()).isEqualTo(MAIN);
            assertThat(host.sh("stat -f %Lp /etc/vm.d/second.conf")).isEqualTo("640\n");
            assertThat(host.sh("vmctl status")).containsPattern("1.0G.* old\n");
            assertThat(host.sh("ls /tmp /etc/vm.d")).doesNotContain("vmm4j", "second.conf.");
        }
    }

    @Test
    void a_new_included_file_that_vmd_refuses_is_not_written_and_the_message_names_the_files_themselves() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            VmDefinition wanted = old(host.conf().read()).toBuilder()
                    .rawOption("frobnicate 3")
                    .build();
            Plan plan = host.conf().plan(List.of(new VmConfChange.ChangeVm(wanted)), Activation.NEVER);

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(refusal.code()).isEqualTo(PlanError.FILE_REFUSED);
            assertThat(refusal).hasMessageContaining("vmd: /etc/vm.d/second.conf:6: syntax error");
            assertThat(second(host)).isEqualTo(SECOND);
            assertThat(host.sh("ls /tmp /etc/vm.d")).doesNotContain("vmm4j", "second.conf.");
        }
    }

    @Test
    void changes_in_several_files_are_taken_back_together() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            VmDefinition wanted = old(host.conf().read()).toBuilder()
                    .memory(MemorySize.of("1G"))
                    .build();
            Plan plan = host.conf()
                    .plan(
                            new VmConfChange.ChangeVm(wanted),
                            new VmConfChange.AddVm(
                                    vm("web").rawOption("frobnicate 3").build()));

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(refusal).hasMessageContaining("vmd: /etc/vm.conf:12: syntax error");
            assertThat(refusal.remaining()).isEmpty();
            assertThat(second(host)).isEqualTo(SECOND);
            assertThat(host.file()).isEqualTo(MAIN);
        }
    }

    @Test
    void a_plan_is_stale_when_an_included_file_has_changed() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            Plan plan = host.conf().plan(new VmConfChange.AddVm(vm("web").build()));
            host.sh("echo '# new' >>/etc/vm.d/second.conf");

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(refusal.code()).isEqualTo(PlanError.STALE);
        }
    }

    @Test
    void a_file_that_is_not_there_is_an_error_as_for_vmd() {
        try (ConfiguredHost host = ConfiguredHost.on(builder())) {
            host.sh("rm /etc/vm.d/second.conf");

            VmConfSyntaxException failure = catchThrowableOfType(
                    VmConfSyntaxException.class, () -> host.conf().read());

            assertThat(failure)
                    .hasMessageContaining("/etc/vm.d/first.conf:1: failed to include file etc/vm.d/second.conf");
        }
    }

    @Test
    void a_file_that_includes_itself_is_an_error() {
        try (ConfiguredHost host = ConfiguredHost.on(
                ConfiguredHost.builder("include \"/etc/vm.conf\"\n").stopped("vmd"))) {
            assertThat(catchThrowableOfType(
                            VmConfSyntaxException.class, () -> host.conf().read()))
                    .hasMessageContaining("failed to include file");
        }
    }

    @Test
    void more_levels_than_are_followed_are_an_error() {
        SimulatedHostBuilder builder =
                ConfiguredHost.builder("include \"/etc/vm.0\"\n").stopped("vmd");
        for (int i = 0; i < 20; i++) {
            builder.file("/etc/vm." + i, "include \"/etc/vm." + (i + 1) + "\"\n");
        }
        try (ConfiguredHost host = ConfiguredHost.on(builder)) {
            ConfigurationException failure = catchThrowableOfType(
                    ConfigurationException.class, () -> host.conf().read());

            assertThat(failure.code()).isEqualTo(ConfigurationError.INCLUDED_TOO_DEEP);
        }
    }

    @Test
    void a_file_that_neither_the_user_nor_doas_may_read_is_named() {
        try (ConfiguredHost host = ConfiguredHost.on(builder()
                .user(SimulatedUser.named("admin"))
                .doasConf("permit nopass admin as root cmd cat args /etc/vm.conf\n"))) {
            ConfiguredHost asAdmin = host.through(host.host().executor("admin"));

            ConfigurationException failure = catchThrowableOfType(
                    ConfigurationException.class, () -> asAdmin.conf().read());

            assertThat(failure.code()).isEqualTo(ConfigurationError.UNREADABLE);
            assertThat(failure.hint()).contains("doas.conf(5) must permit: cmd cat args /etc/vm.d/first.conf");
            host.host()
                    .executor()
                    .run(Command.oneShot("chmod", "644", "/etc/vm.d/first.conf", "/etc/vm.d/second.conf"));
            assertThat(asAdmin.conf().read().vms()).hasSize(2);
        }
    }
}
