package io.vmm4j.testkit.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmmHost;
import io.vmm4j.exec.Command;
import io.vmm4j.host.Diagnosis;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import io.vmm4j.testkit.CpuVirtualization;
import io.vmm4j.testkit.ExecutedCommand;
import io.vmm4j.testkit.OpenBsdRelease;
import io.vmm4j.testkit.SimulatedHost;
import io.vmm4j.testkit.SimulatedHostBuilder;
import io.vmm4j.testkit.VirtualTimeline;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Brings a host into each state and sees what is wrong with it, and nothing else. */
class DiagnosisTest {

    private static final String NAT =
            "pass out on egress inet from 100.64.0.0/10 to any flags S/SA nat-to (egress) round-robin";

    private SimulatedHost host = furnished(SimulatedHost.openBsd()).build();

    @AfterEach
    void close() {
        host.close();
    }

    private void on(SimulatedHostBuilder builder) {
        host.close();
        host = furnished(builder).build();
    }

    /** A kernel, and a disk for each VM that a test may define. */
    private static SimulatedHostBuilder furnished(SimulatedHostBuilder builder) {
        for (String vm : List.of("web", "db", "new", "big", "old", "more")) {
            builder.file("/vm/" + vm + ".img", "disk");
        }
        return builder.file("/bsd.rd", "kernel");
    }

    private Diagnosis diagnosis() {
        host.timeline().advance(Duration.ofSeconds(5));
        host.forgetCommands();
        Diagnosis diagnosis = VmmHost.builder(host.executor())
                .timeline(host.timeline())
                .build()
                .diagnose();
        assertThat(host.roundTrips()).isEqualTo(1);
        return diagnosis;
    }

    private Symptom only(SymptomCode code) {
        Diagnosis diagnosis = diagnosis();
        assertThat(diagnosis.symptoms()).extracting(Symptom::code).containsExactly(code);
        return diagnosis.symptoms().get(0);
    }

    private void sh(String line) {
        assertThat(host.executor().run(Command.oneShot("sh", "-c", line)).succeeded())
                .as(line)
                .isTrue();
    }

    private static String vm(String name, String... options) {
        return "vm \"" + name + "\" {\n  disable\n  disk \"/vm/" + name + ".img\"\n  " + String.join("\n  ", options)
                + "\n}\n";
    }

    @ParameterizedTest
    @EnumSource(names = "V6_5", mode = EnumSource.Mode.EXCLUDE)
    void a_healthy_host_has_no_symptom_and_no_open_question(OpenBsdRelease release) {
        on(SimulatedHost.openBsd(release)
                .networkInterface("veb0", "up")
                .vmConf("switch \"lan\" {\n interface veb0\n}\n" + vm("web", "interface { switch \"lan\" }")));

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.symptoms()).isEmpty();
        assertThat(diagnosis.open()).isEmpty();
        assertThat(diagnosis.isHealthy()).isTrue();
        assertThat(diagnosis.toString()).contains("nothing is wrong");
    }

    @Test
    void a_diagnosis_changes_nothing() {
        on(SimulatedHost.openBsd().stopped("vmd").withoutFirmware());
        String files = "ls -lR /etc /dev /var/db /var/log /var/run";
        String before = host.executor().run(Command.read("sh", "-c", files)).stdout();

        diagnosis();

        assertThat(host.executor().run(Command.read("sh", "-c", files)).stdout())
                .isEqualTo(before);
    }

    @Test
    void a_linux_host_is_asked_nothing_but_what_it_is() {
        on(SimulatedHost.linux());

        Symptom symptom = only(SymptomCode.NOT_OPENBSD);

        assertThat(symptom.evidence()).contains("Linux");
        assertThat(host.commands()).extracting(ExecutedCommand::line).hasSize(1);
    }

    @Test
    void an_openbsd_without_vmctl_is_no_host() {
        sh("rm /usr/sbin/vmctl");

        assertThat(only(SymptomCode.NOT_OPENBSD).evidence()).contains("vmctl");
    }

    @Test
    void an_old_release_is_told() {
        on(SimulatedHost.openBsd(OpenBsdRelease.V6_5));

        assertThat(diagnosis().symptoms(SymptomCode.RELEASE_TOO_OLD))
                .singleElement()
                .satisfies(symptom -> {
                    assertThat(symptom.evidence()).contains("6.5").contains("7.6");
                });
    }

    @Test
    void a_processor_without_virtualisation() {
        on(SimulatedHost.openBsd().cpu(CpuVirtualization.NONE));

        assertThat(only(SymptomCode.CPU_WITHOUT_VIRTUALIZATION).evidence()).contains("VMX");
    }

    @Test
    void vmm_that_did_not_attach_although_the_processor_could() {
        on(SimulatedHost.openBsd().file("/var/run/dmesg.boot", "cpu0: FPU,VMX,EPT\n"));

        Symptom symptom = only(SymptomCode.VMM_NOT_ATTACHED);

        assertThat(symptom.evidence()).contains("cpu0 has VMX");
        assertThat(symptom.advice()).contains("setup");
    }

    @Test
    void a_missing_device_node() {
        sh("rm /dev/vmm");

        Symptom symptom = only(SymptomCode.VMM_NODE_MISSING);

        cure(symptom);
        assertCured();
    }

    private void assertCured() {
        Diagnosis diagnosis = diagnosis();
        assertThat(diagnosis.symptoms()).isEmpty();
        assertThat(diagnosis.open()).isEmpty();
    }

    private void cure(Symptom symptom) {
        symptom.fix().forEach(this::sh);
    }

    @Test
    void vmd_disabled() {
        on(SimulatedHost.openBsd().disabled("vmd"));

        Symptom symptom = only(SymptomCode.VMD_DISABLED);

        assertThat(symptom.evidence()).contains("vmd_flags=NO");
        cure(symptom);
        assertCured();
    }

    @Test
    void vmd_that_runs_and_is_not_enabled() {
        sh("rcctl disable vmd");

        cure(only(SymptomCode.VMD_NOT_AT_BOOT));
        assertCured();
    }

    @Test
    void vmd_stopped() {
        sh("rcctl stop vmd");

        Symptom symptom = only(SymptomCode.VMD_STOPPED);

        assertThat(symptom.retry()).contains("rcctl check vmd");
        cure(symptom);
        assertCured();
    }

    @Test
    void vmd_that_dies_over_a_switch_without_interface() {
        on(SimulatedHost.openBsd().vmConf("switch \"lan\" {\n interface veb9\n}\n"));

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.symptoms())
                .extracting(Symptom::code)
                .containsExactly(SymptomCode.VMD_FAILING, SymptomCode.SWITCH_INTERFACE_MISSING);
        assertThat(diagnosis.symptoms().get(0).evidence()).contains("bridge \"veb9\" does not exist");
        assertThat(diagnosis.symptoms().get(1).evidence()).contains("/etc/vm.conf:1: switch \"lan\" is on veb9");
    }

    @Test
    void a_switch_without_interface_is_told_before_vmd_dies_over_it() {
        sh("printf 'switch \"lan\" {\\n interface veb9\\n}\\n' >/etc/vm.conf");

        Symptom symptom = only(SymptomCode.SWITCH_INTERFACE_MISSING);

        assertThat(symptom.fix()).contains("sh /etc/netstart veb9");
    }

    @Test
    void a_configuration_that_vmd_refuses() {
        sh("printf 'vm \"a\" {\\n  nonsense\\n}\\n' >/etc/vm.conf");

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.symptoms()).extracting(Symptom::code).containsExactly(SymptomCode.VM_CONF_INVALID);
        assertThat(diagnosis.symptoms().get(0).evidence()).contains("/etc/vm.conf:2: syntax error");
    }

    @Test
    void firmware_that_is_missing() {
        on(SimulatedHost.openBsd().withoutFirmware());

        cure(only(SymptomCode.FIRMWARE_MISSING));
        assertCured();
    }

    @Test
    void no_tap_is_free() {
        on(reachable().taps(1));
        forward();
        sh("vmctl start -L -b /bsd.rd web");

        Symptom symptom = only(SymptomCode.TAPS_TAKEN);

        assertThat(symptom.evidence()).isEqualTo("VMs have 1 of the 1 nodes of tap(4) in /dev");
        cure(symptom);
        assertCured();
    }

    /** A host whose guests reach the world from local interfaces. */
    private static SimulatedHostBuilder reachable() {
        return SimulatedHost.openBsd().pfRule(NAT);
    }

    private void forward() {
        sh("sysctl net.inet.ip.forwarding=1");
    }

    @Test
    void more_interfaces_than_taps() {
        on(SimulatedHost.openBsd().vmConf(vm("web", "interfaces 3") + vm("db", "interfaces 3")));

        Symptom symptom = only(SymptomCode.TAPS_TOO_FEW);

        assertThat(symptom.fix()).containsExactly("cd /dev && sh MAKEDEV tap4 tap5");
        cure(symptom);
        assertCured();
    }

    @Test
    void no_pseudo_terminal_is_free() {
        on(SimulatedHost.openBsd().ptys(1));
        sh("vmctl start -b /bsd.rd web");

        cure(only(SymptomCode.PTYS_TAKEN));

        assertThat(diagnosis().symptoms()).isEmpty();
        sh("vmctl start -b /bsd.rd db");
    }

    @Test
    void memory_for_fewer_vms_than_run() {
        on(SimulatedHost.openBsd().physicalMemory(2L << 30));
        sh("vmctl start -m 3G -b /bsd.rd web");

        assertThat(only(SymptomCode.MEMORY_SHORT).evidence())
                .contains("the host has 2048M")
                .contains("3072M");
    }

    @Test
    void a_guest_larger_than_the_login_class_dies_and_the_limit_is_told() {
        on(SimulatedHost.openBsd()
                .file("/etc/login.conf", "daemon:\\\n\t:datasize=4096M:\n")
                .vmConf(vm("big", "memory 8G")));
        sh("vmctl start big");
        host.timeline().advance(Duration.ofSeconds(1));

        Symptom symptom = only(SymptomCode.LOGIN_CLASS_LIMIT);

        assertThat(symptom.evidence()).isEqualTo("the login class daemon allows 4096M; big has 8192M");
        assertThat(host.executor().run(Command.read("vmctl", "status")).stdout())
                .doesNotContain("running");
        cure(symptom);
        assertCured();
    }

    @Test
    void a_disk_that_is_nearly_full() {
        on(SimulatedHost.openBsd().diskSize(3_000_000_000L).vmConf(vm("web")));

        assertThat(only(SymptomCode.DISK_SHORT).evidence()).startsWith("/ has ").contains("left of");
    }

    @Test
    void guests_on_local_interfaces_need_forwarding() {
        on(reachable().vmConf(vm("web", "local interface")));

        Symptom symptom = only(SymptomCode.FORWARDING_OFF);

        cure(symptom);
        assertCured();
    }

    @Test
    void guests_on_local_interfaces_need_pf() {
        on(reachable().disabled("pf").vmConf(vm("web", "local interface")));
        forward();

        cure(only(SymptomCode.PF_DISABLED));
        assertCured();
    }

    @Test
    void guests_on_local_interfaces_need_their_addresses_translated() {
        on(SimulatedHost.openBsd().pfRule(NAT.replace("100.64.0.0/10", "10.1.0.0/16")));
        sh("vmctl start -L -b /bsd.rd web");
        forward();

        Symptom symptom = only(SymptomCode.NAT_MISSING);

        assertThat(symptom.evidence()).contains("10.1.0.0/16");
        assertThat(symptom.fix()).containsExactly("pass out on egress inet from 100.64.0.0/10 to any nat-to (egress)");
    }

    @Test
    void another_prefix_needs_another_rule() {
        on(reachable().vmConf("local prefix 10.9.0.0/16\n" + vm("web", "local interface")));
        forward();

        assertThat(only(SymptomCode.NAT_MISSING).fix())
                .singleElement()
                .asString()
                .contains("10.9.0.0/16");
    }

    @Test
    void a_clock_that_is_far_off() {
        VirtualTimeline later = VirtualTimeline.virtual(host.timeline().now().plus(Duration.ofHours(2)));

        Diagnosis diagnosis =
                VmmHost.builder(host.executor()).timeline(later).build().diagnose();

        assertThat(diagnosis.symptoms()).singleElement().satisfies(symptom -> {
            assertThat(symptom.code()).isEqualTo(SymptomCode.CLOCK_OFF);
            assertThat(symptom.evidence()).isEqualTo("the host's clock is 7200 seconds behind");
        });
    }

    @Test
    void a_prefix_that_another_interface_is_on() {
        on(SimulatedHost.openBsd().networkInterface("vether0", "inet 100.100.1.1 255.255.255.0", "up"));

        Symptom symptom = only(SymptomCode.LOCAL_PREFIX_CLASH);

        assertThat(symptom.evidence()).contains("vether0 is on 100.100.1.0/24");
        sh("echo '" + symptom.fix().get(0) + "' >/etc/vm.conf && vmd -n");
        assertCured();
    }

    @Test
    void a_definition_that_vmd_has_not_read() {
        sh("cat >/etc/vm.conf <<'.'\n" + vm("new") + ".");

        Symptom symptom = only(SymptomCode.VM_UNKNOWN_TO_VMD);

        assertThat(symptom.evidence()).contains("/etc/vm.conf:1 defines new");
        cure(symptom);
        assertCured();
    }

    @Test
    void a_stopped_vm_that_is_not_defined_any_more() {
        on(SimulatedHost.openBsd().vmConf(vm("old")));
        sh("echo >/etc/vm.conf");

        assertThat(only(SymptomCode.VM_NOT_DEFINED).evidence()).contains("lists old as stopped");
    }

    @Test
    void a_vm_that_runs_with_other_memory_than_defined() {
        on(SimulatedHost.openBsd().vmConf(vm("web", "memory 1G")));
        sh("vmctl start web");
        assertCured();

        sh("sed 's/1G/3G/' /etc/vm.conf >/tmp/new && cp /tmp/new /etc/vm.conf");

        assertThat(only(SymptomCode.VM_MEMORY_DIFFERS).evidence())
                .contains("gives web 3072M")
                .contains("1.0G");
    }

    @Test
    void vms_of_included_files_count() {
        on(SimulatedHost.openBsd()
                .file("/etc/more.conf", vm("more"))
                .file("/etc/site.conf", "include '/etc/more.conf'\n")
                .vmConf("include \"/etc/site.conf\"\n"));
        assertCured();

        sh("vmctl reset vms");

        assertThat(only(SymptomCode.VM_UNKNOWN_TO_VMD).evidence()).contains("/etc/more.conf:1 defines more");
    }

    @Test
    void flags_that_change_what_vmd_reads_leave_the_question_open() {
        on(SimulatedHost.openBsd().enabled("vmd", "-D mirror=1"));

        Diagnosis diagnosis = diagnosis();

        assertThat(diagnosis.symptoms()).isEmpty();
        assertThat(diagnosis.open()).anyMatch(question -> question.reason().contains("-D mirror=1"));
    }

    @Test
    void every_missing_tool_costs_its_own_answer_only() {
        List<String> tools = List.of(
                "/sbin/pfctl",
                "/sbin/ifconfig",
                "/sbin/sysctl",
                "/usr/sbin/vmd",
                "/usr/bin/tail",
                "/bin/df",
                "/bin/date");
        for (String tool : tools) {
            on(SimulatedHost.openBsd());
            sh("rm " + tool);

            Diagnosis diagnosis = diagnosis();

            assertThat(diagnosis.symptoms()).as(tool).isEmpty();
            assertThat(diagnosis.open()).as(tool).isNotEmpty();
        }
    }
}
