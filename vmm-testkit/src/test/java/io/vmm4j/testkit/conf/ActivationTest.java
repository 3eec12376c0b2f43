package io.vmm4j.testkit.conf;

import static io.vmm4j.testkit.conf.ConfiguredHost.VM_CONF;
import static io.vmm4j.testkit.conf.ConfiguredHost.vm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vmm4j.MemorySize;
import io.vmm4j.SwitchName;
import io.vmm4j.VmSpec;
import io.vmm4j.host.Activation;
import io.vmm4j.host.ConfigurationError;
import io.vmm4j.host.ConfigurationException;
import io.vmm4j.plan.Change;
import io.vmm4j.plan.Plan;
import io.vmm4j.plan.PlanError;
import io.vmm4j.plan.PlanException;
import io.vmm4j.vmconf.GlobalSetting;
import io.vmm4j.vmconf.SwitchDefinition;
import io.vmm4j.vmconf.VmConfChange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vmd(8) is told of a change of its configuration, and what it starts and forgets then. */
class ActivationTest {

    private static final String LOAD = "make vmd(8) load what is new";
    private static final String RELOAD = "make vmd(8) reload its configuration";

    /** {@code old} starts with vmd(8). */
    private static final String WITH_OLD =
            VM_CONF + "vm \"old\" {\n disk \"/vm/old.img\"\n interface { switch \"lan\" }\n}\n";

    private static Plan apply(ConfiguredHost host, Activation activation, VmConfChange... changes) {
        Plan plan = host.conf().plan(List.of(changes), activation);
        host.conf().apply(plan);
        host.host().timeline().advance(java.time.Duration.ofMinutes(1));
        return plan;
    }

    private static VmConfChange memory(ConfiguredHost host, String name, String size) {
        return new VmConfChange.ChangeVm(host.conf().read().vm(name).orElseThrow().value().toBuilder()
                .memory(MemorySize.of(size))
                .build());
    }

    @Test
    void a_new_vm_that_is_not_disabled_is_started_and_no_other() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            host.sh("vmctl stop -fw old");

            Plan plan = apply(
                    host,
                    Activation.WHEN_HARMLESS,
                    new VmConfChange.AddVm(vm("web").autostart().build()));

            assertThat(plan.notes()).containsExactly("vmd(8) starts: web.");
            assertThat(host.listed()).containsExactly("+web", "db", "old");
        }
    }

    @Test
    void a_change_of_a_vm_that_does_not_run_reloads_if_that_starts_and_drops_nobody() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            Plan plan = apply(host, Activation.WHEN_HARMLESS, memory(host, "db", "1G"));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("change the VM db", RELOAD);
            assertThat(host.listed()).containsExactly("+old", "db");
            assertThat(host.sh("vmctl status")).containsPattern("1.0G.* db\n");
        }
    }

    @Test
    void a_change_whose_reload_would_start_a_vm_that_the_operator_stopped_is_only_written() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            host.sh("vmctl stop -fw old");

            Plan plan = apply(host, Activation.WHEN_HARMLESS, memory(host, "db", "1G"));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("change the VM db");
            assertThat(plan.notes())
                    .containsExactly(
                            "vmd(8) is not told; it reads the change when it starts next, or by vmctl reload, which"
                                    + " would start old and give another random Ethernet address to old.");
            assertThat(host.listed()).containsExactly("db", "old");
            assertThat(host.file()).contains("memory \"1024M\"   # enough");
        }
    }

    @Test
    void always_tells_whom_it_starts_and_drops() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            host.sh("vmctl stop -fw old; echo 'vm \"extra\" { disable\n disk \"/vm/mail.img\"\n}' >/tmp/x.conf;"
                    + " vmctl load /tmp/x.conf");
            assertThat(host.listed()).containsExactly("db", "extra", "old");

            Plan plan = apply(host, Activation.ALWAYS, memory(host, "db", "1G"));

            assertThat(plan.notes())
                    .containsExactly(
                            "vmd(8) starts: old.",
                            "vmd(8) forgets: extra.",
                            "Interfaces without an lladdr get another random Ethernet address in: old.");
            assertThat(host.listed()).containsExactly("+old", "db");
        }
    }

    @Test
    void a_stopped_vm_that_no_file_defines_is_not_dropped_unasked() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.sh("echo 'vm \"extra\" { disable\n disk \"/vm/mail.img\"\n}' >/tmp/x.conf; vmctl load /tmp/x.conf");

            Plan plan = apply(host, Activation.WHEN_HARMLESS, memory(host, "db", "1G"));

            assertThat(plan.notes()).singleElement().asString().contains("vmctl reload, which would forget extra.");
            assertThat(host.listed()).containsExactly("db", "extra");
        }
    }

    @Test
    void never_tells_vmd_nothing() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Plan plan = apply(
                    host,
                    Activation.NEVER,
                    new VmConfChange.AddVm(vm("web").autostart().build()));

            assertThat(plan.notes())
                    .singleElement()
                    .asString()
                    .endsWith("vmctl load /etc/vm.conf, which would start web.");
            assertThat(host.told()).isEmpty();
            assertThat(host.listed()).containsExactly("db");
        }
    }

    @Test
    void a_vm_that_runs_keeps_its_definition_until_it_has_stopped() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            Plan plan = apply(host, Activation.WHEN_HARMLESS, memory(host, "old", "1G"));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("change the VM old");
            assertThat(plan.notes()).singleElement().asString().startsWith("old runs, and keeps the definition");
            assertThat(host.listed()).containsExactly("+old", "db");
        }
    }

    @Test
    void a_removed_vm_that_does_not_run_is_forgotten() {
        try (ConfiguredHost host = ConfiguredHost.with(WITH_OLD)) {
            Plan plan = apply(host, Activation.WHEN_HARMLESS, new VmConfChange.RemoveVm("db"));

            assertThat(plan.notes()).containsExactly("vmd(8) forgets: db.");
            assertThat(host.listed()).containsExactly("+old");
        }
    }

    @Test
    void a_removed_vm_shifts_the_addresses_of_those_behind_it() {
        String conf = VM_CONF + "vm \"old\" { disable\n disk \"/vm/old.img\"\n local interface\n}\n";
        try (ConfiguredHost host = ConfiguredHost.with(conf)) {
            Plan plan = host.conf().plan(new VmConfChange.RemoveVm("db"));

            assertThat(plan.notes())
                    .contains(
                            "When vmd(8) starts next, the VMs behind db get other ids, and their local interfaces other"
                                    + " addresses: old.");
        }
    }

    @Test
    void a_vm_that_was_made_ad_hoc_becomes_permanent_while_it_runs() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            VmSpec spec = VmSpec.builder("web")
                    .kernel(ConfiguredHost.path("/vm/bsd.rd"))
                    .disk(io.vmm4j.DiskImage.raw("/vm/web.img"))
                    .network(io.vmm4j.NetworkMode.local())
                    .build();
            host.vmm().create(spec);

            Plan plan = apply(
                    host, Activation.WHEN_HARMLESS, new VmConfChange.AddVm(io.vmm4j.vmconf.VmDefinition.of(spec)));

            assertThat(plan.notes()).singleElement().asString().startsWith("web runs, and keeps");
            assertThat(host.file()).contains("vm \"web\" {\n\tdisable\n").contains("lladdr \"fe:e1:bb:");
            assertThat(host.listed()).containsExactly("+web", "db");
            host.sh("vmctl stop -fw web");
            assertThat(host.listed()).containsExactly("db", "web");
        }
    }

    @Test
    void a_new_switch_is_loaded_with_the_vms_on_it() {
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(VM_CONF).networkInterface("veb1", "up"))) {
            Plan plan = apply(
                    host,
                    Activation.WHEN_HARMLESS,
                    new VmConfChange.AddSwitch(SwitchDefinition.builder(SwitchName.of("dmz"), "veb1")
                            .build()),
                    new VmConfChange.AddVm(vm("web").build()));

            assertThat(plan.changes())
                    .extracting(Change::summary)
                    .containsExactly("define the switch dmz, define the VM web", LOAD);
            assertThat(host.sh("ifconfig veb1")).contains("switch2-dmz");
        }
    }

    @Test
    void a_changed_switch_is_written_and_the_note_says_how_vmd_takes_it_up() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            SwitchDefinition lan =
                    host.conf().read().switchOf("lan").orElseThrow().value();

            Plan plan = apply(
                    host,
                    Activation.ALWAYS,
                    new VmConfChange.ChangeSwitch(lan.toBuilder().locked().build()));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("change the switch lan");
            assertThat(plan.notes())
                    .containsExactly(
                            "vmd(8) keeps the switch lan as it was until vmctl reset switches and vmctl reload were"
                                    + " run.");
        }
    }

    @Test
    void a_vmd_that_does_not_run_is_told_nothing() {
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(VM_CONF).stopped("vmd"))) {
            Plan plan =
                    apply(host, Activation.ALWAYS, new VmConfChange.Set(new GlobalSetting.LocalPrefix("10.10.0.0/16")));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("set local prefix");
            assertThat(plan.notes()).singleElement().asString().startsWith("vmd(8) does not run");
            assertThat(host.told()).isEmpty();
        }
    }

    @Test
    void a_file_that_vmd_could_not_load_is_not_reloaded_as_that_would_lose_the_stopped_vms() {
        // vmd -n passes a name that vmd refuses to register.
        String broken = VM_CONF + "vm \"a b\" { disable\n disk \"/vm/old.img\"\n}\n";
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            host.host().files().write("/etc/vm.conf", broken);

            Plan plan = apply(host, Activation.WHEN_HARMLESS, memory(host, "db", "1G"));
            ConfigurationException refusal = catchThrowableOfType(
                    ConfigurationException.class,
                    () -> host.conf().plan(List.of(memory(host, "db", "2G")), Activation.ALWAYS));

            assertThat(plan.notes()).singleElement().asString().contains("would fail now and forget every VM");
            assertThat(refusal.code()).isEqualTo(ConfigurationError.RULE_BROKEN);
            assertThat(host.listed()).containsExactly("db");
        }
    }

    @Test
    void a_vmd_that_dies_of_what_it_is_told_is_an_error_and_the_file_is_put_back() {
        try (ConfiguredHost host =
                ConfiguredHost.on(ConfiguredHost.builder(VM_CONF).networkInterface("veb1", "up"))) {
            Plan plan = host.conf()
                    .plan(new VmConfChange.AddSwitch(SwitchDefinition.builder(SwitchName.of("dmz"), "veb1")
                            .build()));
            // The device goes after everything was looked at: between the last look and the load.
            host.host().files().write("/tmp/vmctl", """
                    #!/bin/sh
                    [ "$1" = load ] && ifconfig veb1 destroy
                    exec vmctl.real "$@"
                    """);
            host.sh("cd /usr/sbin && mv vmctl vmctl.real && cp /tmp/vmctl vmctl && chmod 555 vmctl");

            PlanException failure =
                    catchThrowableOfType(PlanException.class, () -> host.conf().apply(plan));

            assertThat(failure.code()).isEqualTo(PlanError.STEP_WITHOUT_EFFECT);
            assertThat(failure).hasMessageContaining("vmd(8) does not run any more");
            assertThat(failure.remaining()).extracting(Change::summary).containsExactly(LOAD);
            assertThat(host.file()).isEqualTo(VM_CONF);
        }
    }

    @Test
    void what_the_file_says_already_is_told_again_only_if_always() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            VmConfChange change = memory(host, "db", "1G");
            apply(host, Activation.NEVER, change);

            Plan again = apply(host, Activation.WHEN_HARMLESS, change);
            assertThat(again.isEmpty()).isTrue();
            assertThat(again.notes()).singleElement().asString().contains("is not known");
            assertThat(host.sh("vmctl status")).containsPattern("512M.* db\n");

            assertThat(apply(host, Activation.ALWAYS, change).changes())
                    .extracting(Change::summary)
                    .containsExactly(RELOAD);
            assertThat(host.sh("vmctl status")).containsPattern("1.0G.* db\n");
        }
    }

    @Test
    void an_instance_is_loaded_when_vmd_knows_its_parent() {
        try (ConfiguredHost host = ConfiguredHost.with(VM_CONF)) {
            Plan plan = apply(
                    host,
                    Activation.WHEN_HARMLESS,
                    new VmConfChange.AddVm(vm("web").instanceOf("db").build()));

            assertThat(plan.changes()).extracting(Change::summary).containsExactly("define the VM web", LOAD);
            assertThat(host.listed()).containsExactly("db", "web");
        }
    }
}
