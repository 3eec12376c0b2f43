package io.vmm4j.host.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.VmSpec;
import io.vmm4j.host.CpuVirtualization;
import io.vmm4j.host.Finding;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.host.Symptom;
import io.vmm4j.host.SymptomCode;
import io.vmm4j.host.internal.rights.DoasRule;
import io.vmm4j.host.internal.setup.LoginClasses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check judges nothing but what it is given. */
class ChecksTest {

    private static final String LOCAL = "vm \"web\" {\n disable\n disk \"/vm/web.img\"\n local interface\n}\n";
    private static final String TAP = """
            tap0: flags=8843<UP,BROADCAST,RUNNING,SIMPLEX,MULTICAST> mtu 1500
            \tdescription: vm2-if0-web
            \tinet 100.64.2.2 netmask 0xfffffffe
            """;

    private final ObservedHost host = new ObservedHost();

    private List<Symptom> symptoms() {
        return Doctor.judge(host.observed());
    }

    private Symptom only(SymptomCode code) {
        assertThat(symptoms()).extracting(Symptom::code).containsExactly(code);
        return symptoms().get(0);
    }

    @Test
    void a_host_on_which_all_is_well_has_no_symptom() {
        assertThat(symptoms()).isEmpty();
        assertThat(host.observed().open()).isEmpty();
    }

    @Test
    void what_cannot_be_seen_is_no_symptom_but_stays_open() {
        host.configuration = Seen.unknown("a", "no");
        host.complaints = Seen.unknown("b", "no");
        host.records = Seen.unknown("c", "no");
        host.nodes = Seen.unknown("d", "no");
        host.interfaces = Seen.unknown("e", "no");
        host.forwarding = Seen.unknown("f", "no");
        host.filtering = Seen.unknown("g", "no");
        host.rules = Seen.unknown("h", "no");
        host.log = Seen.unknown("i", "no");
        host.clock = Seen.unknown("j", "no");
        host.classes = Seen.unknown("k", "no");
        host.fileSystems = Seen.unknown("l", "no");
        host.rights = Seen.unknown("m", "no");

        assertThat(symptoms()).isEmpty();
        assertThat(host.observed().open()).hasSize(13);
    }

    @ParameterizedTest
    @CsvSource({"7.5,RELEASE_TOO_OLD", "8.0,RELEASE_UNTRIED", "7.10,RELEASE_UNTRIED"})
    void other_releases_than_those_that_are_supported_are_told(String number, SymptomCode code) {
        host.release = OpenBsdRelease.ofNumber(number);

        assertThat(only(code).evidence()).contains(number).contains("7.6 to 7.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.6", "7.7", "7.8", "7.9"})
    void supported_releases_are_not(String number) {
        host.release = OpenBsdRelease.ofNumber(number);

        assertThat(symptoms()).isEmpty();
    }

    @Test
    void only_the_root_of_missing_virtualisation_is_told() {
        host.cpu = CpuVirtualization.NONE;
        host.kernel = Finding.no("vmm0 did not attach");
        host.running = Finding.no("it does not run");

        only(SymptomCode.CPU_WITHOUT_VIRTUALIZATION);
    }

    @Test
    void a_daemon_that_said_why_it_died_fails_and_one_that_did_not_is_stopped() {
        host.running = Finding.no("connection refused");
        host.log = Seen.known(List.of(
                "Nov 23 11:00:00 vmhost vmd[1]: startup",
                "Nov 23 11:00:01 vmhost vmd[1]: bridge \"veb9\" does not exist",
                "Nov 23 12:00:00 vmhost vmd[2]: startup",
                "Nov 23 12:00:01 vmhost ntpd[3]: error elsewhere",
                "Nov 23 12:00:02 vmhost vmd[2]: terminating"));
        only(SymptomCode.VMD_STOPPED);

        host.log = Seen.known(List.of(
                "Nov 23 12:00:00 vmhost vmd[2]: startup",
                "Nov 23 12:00:01 vmhost vmd[2]: /dev/vmm: Device not configured"));
        assertThat(only(SymptomCode.VMD_FAILING).evidence()).contains("Device not configured");
    }

    @Test
    void a_log_that_cannot_be_read_makes_no_cause_up() {
        host.running = Finding.no("connection refused");
        host.log = Seen.unknown("the log", "Permission denied");

        only(SymptomCode.VMD_STOPPED);
    }

    @Test
    void local_interfaces_are_used_also_by_vms_that_only_the_sdk_knows() {
        host.records = Seen.known(List.of(VmSpec.builder("web")
                .kernel(io.vmm4j.HostPath.of("/bsd"))
                .network(io.vmm4j.NetworkMode.local())
                .build()));

        assertThat(symptoms())
                .extracting(Symptom::code)
                .containsExactly(SymptomCode.FORWARDING_OFF, SymptomCode.NAT_MISSING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pass out on egress inet from 100.64.0.0/10 to any flags S/SA nat-to (egress) round-robin | true",
                "match out on egress inet all nat-to (egress) round-robin | true",
                "pass out on egress inet from any to any flags S/SA nat-to (egress) round-robin | true",
                "    pass out on egress inet from <guests> to any flags S/SA nat-to (egress) round-robin | true",
                "pass out on egress inet from ! (egress) to any flags S/SA nat-to (egress:0) | true",
                "pass out on egress inet from 10.0.0.0/8 to any flags S/SA nat-to (egress) round-robin | false",
                "pass in on tap inet from 100.64.0.0/10 to any flags S/SA | false",
            })
    void a_rule_translates_or_does_not(String rule, boolean translates) {
        host.conf(LOCAL).interfaces(TAP).runs("web", "514M");
        host.forwarding = Seen.known(true);
        host.rules = Seen.known(List.of("pass all flags S/SA", rule));

        assertThat(symptoms())
                .extracting(Symptom::code)
                .isEqualTo(translates ? List.of() : List.of(SymptomCode.NAT_MISSING));
    }

    @Test
    void the_taps_of_vms_do_not_clash_with_their_own_prefix() {
        host.interfaces(TAP.replace("vm2-if0-web", "mine"));
        assertThat(only(SymptomCode.LOCAL_PREFIX_CLASH).evidence()).contains("tap0 is on 100.64.2.2/31");

        host.conf("local prefix 10.9.0.0/16\n");
        assertThat(symptoms()).isEmpty();
    }

    @Test
    void the_prefix_that_is_proposed_is_on_no_interface() {
        host.interfaces("""
                em0: flags=8843<UP> mtu 1500
                \tinet 10.99.1.1 netmask 0xffff0000 broadcast 10.99.255.255
                tun0: flags=8051<UP,POINTOPOINT> mtu 1500
                \tinet 100.101.1.1 --> 100.101.1.2 netmask 0xffffffff
                """);

        assertThat(only(SymptomCode.LOCAL_PREFIX_CLASH).fix()).containsExactly("local prefix 10.98.0.0/16");
    }

    @ParameterizedTest
    @CsvSource({"512,512M", "512,514M", "1024,1.0G", "1030,1.0G", "102400,100G", "2048,2.0G"})
    void memory_that_is_printed_rounded_or_two_mebibytes_more_does_not_differ(long configured, String printed) {
        host.conf("vm \"web\" {\n disable\n disk \"/vm/web.img\"\n memory " + configured + "M\n}\n")
                .runs("web", printed);
        host.physicalMemory = 1L << 40;

        assertThat(symptoms()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512,1.0G", "1024,514M", "1024,2.0G", "3072,2.8G"})
    void memory_that_differs_is_told(long configured, String printed) {
        host.conf("vm \"web\" {\n disable\n disk \"/vm/web.img\"\n memory " + configured + "M\n}\n")
                .runs("web", printed);

        assertThat(only(SymptomCode.VM_MEMORY_DIFFERS).evidence())
                .contains(configured + "M")
                .contains(printed);
    }

    @Test
    void an_instance_has_its_parents_memory() {
        host.conf("""
                vm "parent" {
                 disable
                 disk "/vm/p.img"
                 memory 2G
                }
                vm "parent" instance "child" {
                 disable
                }
                """).stopped("parent", "2.0G").stopped("child", "2.0G");

        assertThat(symptoms()).isEmpty();
    }

    @Test
    void nothing_is_said_of_drift_while_vmd_does_not_run_or_refuses_the_file() {
        host.conf(LOCAL.replace(" local interface\n", ""));
        host.complaints = Seen.known(Optional.of("vmd: /etc/vm.conf:2: syntax error"));
        only(SymptomCode.VM_CONF_INVALID);

        host.complaints = Seen.known(Optional.empty());
        host.running = Finding.no("connection refused");
        only(SymptomCode.VMD_STOPPED);
    }

    @Test
    void running_vms_that_are_not_defined_are_nothing_unusual() {
        host.runs("adhoc", "512M");

        assertThat(symptoms()).isEmpty();
    }

    @Test
    void a_disabled_switch_may_lack_its_interface() {
        host.conf("switch \"lan\" {\n disable\n interface veb9\n}\n");

        assertThat(symptoms()).isEmpty();
    }

    @Test
    void vms_that_start_with_vmd_count_as_much_as_those_that_run() {
        host.conf("vm \"web\" {\n disk \"/vm/web.img\"\n memory 10G\n}\n")
                .stopped("web", "10.0G")
                .runs("db", "8.0G");

        assertThat(only(SymptomCode.MEMORY_SHORT).evidence()).contains("16384M").contains("18432M");
    }

    @Test
    void the_class_vmd_goes_before_daemon() {
        host.conf("vm \"web\" {\n disable\n disk \"/vm/web.img\"\n memory 8G\n}\n")
                .stopped("web", "8.0G");
        host.classes = Seen.known(LoginClasses.parse("daemon:datasize=4G:\nvmd:datasize=9G:\n"));
        assertThat(symptoms()).isEmpty();

        host.classes = Seen.known(LoginClasses.parse("daemon:datasize=4G:\n"));
        assertThat(only(SymptomCode.LOGIN_CLASS_LIMIT).evidence()).contains("daemon allows 4096M");
    }

    @Test
    void only_file_systems_that_vms_need_must_have_room() {
        host.conf("vm \"web\" {\n disable\n disk \"/vm/web.img\"\n}\n").stopped("web", "512M");
        host.fileSystems = Seen.known(List.of(
                new FileSystem("/", 1L << 20, 500L << 10),
                new FileSystem("/usr", 1L << 20, -5),
                new FileSystem("/vm", 100L << 20, 2L << 20)));
        assertThat(symptoms()).isEmpty();

        host.fileSystems = Seen.known(
                List.of(new FileSystem("/", 1L << 20, 500L << 10), new FileSystem("/vm", 100L << 20, 1L << 19)));
        assertThat(only(SymptomCode.DISK_SHORT).evidence()).isEqualTo("/vm has 512M left of 102400M");
    }

    @Test
    void a_clock_that_is_ahead() {
        host.clock = Seen.known(Duration.ofMinutes(5));

        assertThat(only(SymptomCode.CLOCK_OFF).evidence()).isEqualTo("the host's clock is 300 seconds ahead");
    }

    @Test
    void rights_that_are_missing_matter_less_to_who_reaches_vmd() {
        List<DoasRule> missing = List.of(DoasRule.any("sh"));
        host.rights = Seen.known(new Rights("admin", missing, "", true));
        assertThat(only(SymptomCode.OPERATIONS_NOT_PERMITTED).fix())
                .containsExactly("permit nopass admin as root cmd sh");

        host.rights = Seen.known(new Rights("admin", missing, "doas said no", false));
        assertThat(only(SymptomCode.PRIVILEGES_MISSING).evidence()).isEqualTo("doas said no");
    }

    @Test
    void the_worst_comes_first() {
        host.firmware = Finding.no("no vmm-bios");
        host.enabled = Finding.no("vmd_flags=NO");
        host.running = Finding.no("connection refused");
        host.release = OpenBsdRelease.ofNumber("8.0");

        assertThat(symptoms())
                .extracting(Symptom::code)
                .containsExactly(SymptomCode.VMD_DISABLED, SymptomCode.FIRMWARE_MISSING, SymptomCode.RELEASE_UNTRIED);
    }
}
