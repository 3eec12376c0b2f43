package io.vmm4j.testkit.conf;

import static io.vmm4j.testkit.conf.ConfiguredHost.VM_CONF;
import static io.vmm4j.testkit.conf.ConfiguredHost.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.HostPath;
import io.vmm4j.host.Activation;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.host.ConfigurationReport;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConf;
import io.vmm4j.vmconf.VmConfChange;
import io.vmm4j.vmconf.VmConfFinding;
import io.vmm4j.vmconf.VmConfRule;
import io.vmm4j.vmconf.VmConfSyntaxException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The vm.conf(5) of a host: read, checked, and changed by plans. */
class HostConfigurationTest {

    private static VmConfChange add(String name) {
        return new VmConfChange.AddVm(vm(name).build());
    }

    @Test
    void it_is_read_in_one_round_trip() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            VmConf conf = host.conf().read();

            assertThat(conf.toString()).isEqualTo(VM_CONF);
            assertThat(conf.vms()).extracting(vm -> vm.value().name()).containsExactly("db");
            assertThat(host.host().roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void a_file_that_is_not_there_defines_nothing() {
        try (ConfiguredHost host = ConfiguredHost.on(ConfiguredHost.plain())) {
            assertThat(host.conf().read().vms()).isEmpty();

            ConfigurationReport report = host.conf().check();
            assertThat(report.exists()).isFalse();
            assertThat(report.isLoadable()).isTrue();
        }
    }

    @Test
    void a_check_tells_what_vmd_says_and_what_it_leaves_out_in_one_round_trip() {
        String conf = VM_CONF
                + "vm \"db\" {\n disk \"/vm/db.img\"\n}\nunused = \"x\"\nswitch \"dmz\" {\n interface veb9\n}\n";
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(conf).stopped("vmd"))) {
            ConfigurationReport report = host.conf().check();

            assertThat(host.host().roundTrips()).isEqualTo(1);
            assertThat(report.accepted()).isTrue();
            assertThat(report.said()).containsExactly("warning: macro 'unused' not used");
            assertThat(report.findings())
                    .extracting(VmConfFinding::rule)
                    .containsExactly(VmConfRule.SWITCH_INTERFACE_MISSING, VmConfRule.VM_TWICE);
            assertThat(report.isLoadable()).isFalse();
            assertThat(report.environment().hasUser("root")).isTrue();
            assertThat(report.environment().hasUser("nobody-of-that-name")).isFalse();
            assertThat(report.environment().hasGroup("wheel")).isTrue();
        }
    }

    @Test
    void a_file_that_vmd_refuses_is_reported_with_its_line() {
        try (ConfiguredHost host = ConfiguredHost.on(
                ConfiguredHost.builder("vm \"a\" {\n  nonsense\n}\n").stopped("vmd"))) {
            ConfigurationReport report = host.conf().check();

            assertThat(report.accepted()).isFalse();
            assertThat(report.said()).containsExactly("vmd: /etc/vm.conf:2: syntax error");
            assertThat(report.conf()).isPresent();
        }
    }

    @Test
    void a_disk_that_is_gone_does_not_keep_its_vm_from_being_removed() {
        String conf = VM_CONF + "vm \"gone\" {\n disable\n disk \"/vm/gone.img\"\n}\n";
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(conf).stopped("vmd"))) {
            assertThat(host.conf().check().findings())
                    .extracting(VmConfFinding::rule)
                    .containsExactly(VmConfRule.DISK_MISSING);

            host.conf().apply(host.conf().plan(new VmConfChange.RemoveVm("gone")));

            assertThat(host.file()).isEqualTo(VM_CONF);
            assertThat(host.conf().check().isLoadable()).isTrue();
        }
    }

    @Test
    void planning_only_reads_in_one_round_trip() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            String before = host.everything();
            host.host().forgetCommands();

            Plan plan = host.conf().plan(add("web"));

            assertThat(host.host().roundTrips()).isEqualTo(1);
            assertThat(plan.toString())
                    .contains("1. define the VM web")
                    .contains("check vmd -n -f FILE")
                    .contains("+vm \"web\" {")
                    .contains("2. make vmd(8) load what is new (cannot be undone)");
            assertThat(host.everything()).isEqualTo(before);
        }
    }

    @Test
    void a_new_vm_is_written_and_vmd_knows_it() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.conf().apply(host.conf().plan(add("web")));

            assertThat(host.file()).startsWith(VM_CONF).contains("vm \"web\" {");
            assertThat(host.sh("stat -f '%Su:%Sg %Lp' /etc/vm.conf")).isEqualTo("root:wheel 600\n");
            assertThat(host.listed()).containsExactly("db", "web");
            assertThat(host.sh("ls /etc /tmp")).doesNotContain("vm.conf.").doesNotContain("vmm4j");
        }
    }

    @Test
    void the_first_vm_makes_the_file() {
        try (ConfiguredHost host = ConfiguredHost.on(ConfiguredHost.plain())) {
            host.conf().apply(host.conf().plan(add("web")));

            assertThat(host.file()).startsWith("vm \"web\" {");
            assertThat(host.listed()).containsExactly("web");
        }
    }

    @Test
    void what_is_so_already_needs_no_plan() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.conf().apply(host.conf().plan(add("web")));

            Plan again = host.conf().plan(add("web"));

            assertThat(again.isEmpty()).isTrue();
        }
    }

    @Test
    void what_was_written_and_never_told_is_told_by_the_same_change_again() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.conf().apply(host.conf().plan(List.of(add("web")), Activation.NEVER));
            assertThat(host.listed()).containsExactly("db");

            Plan again = host.conf().plan(add("web"));
            host.conf().apply(again);

            assertThat(again.changes()).extracting(Change::summary).containsExactly("make vmd(8) load what is new");
            assertThat(host.listed()).containsExactly("db", "web");
        }
    }

    @Test
    @DisplayName(
            "scenario 10: vmd -n rejects the new file; the original stays, vmd is not told, and the error has the line")
    void a_file_that_vmd_refuses_is_not_written() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Plan plan = host.conf()
                    .plan(new VmConfChange.AddVm(
                            vm("web").rawOption("frobnicate 3").build()));
            String before = host.sh("ls -l /etc; ls -a /tmp");

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(refusal.code()).isEqualTo(PlanError.FILE_REFUSED);
            assertThat(refusal).hasMessageContaining("vmd: /etc/vm.conf:15: syntax error");
            assertThat(refusal.remaining()).isEmpty();
            assertThat(host.file()).isEqualTo(VM_CONF);
            assertThat(host.told()).isEmpty();
            assertThat(host.listed()).containsExactly("db");
            assertThat(host.sh("ls -l /etc; ls -a /tmp")).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("scenario 42: a change inside nested blocks, behind macros and comments, touches no other byte")
    void a_change_touches_nothing_else() {
        String conf = """
                # vm "x" { disable }
                dir = "/vm/"
                include "/etc/vm.more.conf"
                vm "db" { disable  # not yet
                  disk $dir "db.img"
                  interface { switch "lan"
                    lladdr fe:e1:bb:00:00:01 }
                }
                """;
        try (ConfiguredHost host = ConfiguredHost.on(
                ConfiguredHost.builder(conf).file("/etc/vm.more.conf", "switch \"lan\" {\n interface veb0\n}\n"))) {
            VmConf read = host.conf().read();
            host.conf()
                    .apply(host.conf()
                            .plan(
                                    List.of(new VmConfChange.ChangeVm(read.vm("db").orElseThrow().value().toBuilder()
                                            .autostart()
                                            .build())),
                                    Activation.NEVER));

            assertThat(host.file()).isEqualTo(conf.replace("{ disable  # not", "{ enable  # not"));
            assertThat(host.conf().check().isLoadable()).isTrue();
        }
    }

    @Test
    void a_switch_without_device_is_refused_as_vmd_would_die_of_it() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            VmConfChange change =
                    new VmConfChange.AddSwitch(SwitchDefinition.builder(io.vmm4j.SwitchName.of("dmz"), "veb9")
                            .build());

            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class, () -> host.conf().plan(change));

            assertThat(refusal.code()).isEqualTo(ConfigurationError.SWITCH_WITHOUT_DEVICE);
            assertThat(refusal.hint()).contains("/etc/hostname.veb9");
        }
    }

    @Test
    void what_vmd_would_not_load_is_refused_with_the_rule() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            VmConfChange change =
                    new VmConfChange.AddVm(vm("web").kernel("/vm/nothing").build());

            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class, () -> host.conf().plan(change));

            assertThat(refusal.code()).isEqualTo(ConfigurationError.RULE_BROKEN);
            assertThat(refusal).hasMessageContaining("/vm/nothing of the VM web cannot be found");
        }
    }

    @Test
    void a_plan_is_stale_when_the_file_the_vms_or_the_bridges_have_changed() {
        for (String meddling :
                List.of("echo '# new' >>/etc/vm.conf", "vmctl start -b /vm/bsd.rd -L other", "ifconfig veb3 create")) {
            try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
                Plan plan = host.conf().plan(add("web"));
                host.sh(meddling);

                PlanException refusal = catchThrowableOfType(
                        PlanException.class, () -> host.conf().apply(plan));

                assertThat(refusal.code()).as(meddling).isEqualTo(PlanError.STALE);
                assertThat(host.file()).doesNotContain("web");
            }
        }
    }

    @Test
    void two_programs_that_change_it_at_once_do_not_mix() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Plan mine = host.conf().plan(add("web"));
            Plan theirs = host.conf().plan(add("mail"));
            host.conf().apply(mine);

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(theirs));
            host.conf().apply(host.conf().plan(add("mail")));

            assertThat(refusal.code()).isEqualTo(PlanError.STALE);
            assertThat(host.conf().read().vms())
                    .extracting(vm -> vm.value().name())
                    .containsExactly("db", "web", "mail");
        }
    }

    @Test
    void somebody_who_holds_the_lock_is_named() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Plan plan = host.conf().plan(add("web"));
            host.sh("mkdir -p /var/db/vmm4j; printf '%s\\n' token $(($(date +%s) + 60)) 'joe, process 7'"
                    + " >/var/db/vmm4j/lock");

            PlanException refusal =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(refusal.code()).isEqualTo(PlanError.LOCKED);
            assertThat(refusal).hasMessageContaining("joe, process 7");
            assertThat(host.file()).isEqualTo(VM_CONF);
        }
    }

    @Test
    void a_vmd_that_is_started_with_another_file_is_followed() {
        try (ConfiguredHost host = ConfiguredHost.on(ConfiguredHost.plain()
                .file("/etc/vmd/main.conf", VM_CONF)
                .enabled("vmd", "-v -f /etc/vmd/main.conf"))) {
            host.conf().apply(host.conf().plan(add("web")));

            assertThat(host.host().files().read("/etc/vmd/main.conf")).contains("vm \"web\"");
            assertThat(host.listed()).containsExactly("db", "web");
            assertThat(host.conf().check().file()).isEqualTo(HostPath.of("/etc/vmd/main.conf"));
        }
    }

    @Test
    void macros_of_the_command_line_are_refused() {
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(VM_CONF).enabled("vmd", "-D dir=/vm"))) {
            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class, () -> host.conf().read());

            assertThat(refusal.code()).isEqualTo(ConfigurationError.FLAGS_NOT_FOLLOWED);
            assertThat(refusal).hasMessageContaining("-D dir=/vm");
        }
    }

    @Test
    void a_file_that_cannot_be_parsed_is_not_planned_upon() {
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder("vm \"a\" {\n").stopped("vmd"))) {
            VmConfSyntaxException refusal = catchThrowableOfType(
                    VmConfSyntaxException.class, () -> host.conf().plan(add("web")));

            assertThat(refusal.file()).isEqualTo("/etc/vm.conf");
        }
    }
}
