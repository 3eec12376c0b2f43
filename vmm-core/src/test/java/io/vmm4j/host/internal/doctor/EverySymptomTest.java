package io.vmm4j.host.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each symptom is there in one state of a host and not in another that is as close as can be. A new code does not compile here
 * before it has both.
 */
class EverySymptomTest {

    private static final String DISABLED = "vm \"web\" {\n disable\n disk \"/vm/web.img\"\n %s\n}\n";

    private ObservedHost host = new ObservedHost();

    private static String web(String option) {
        return DISABLED.formatted(option);
    }

    @ParameterizedTest
    @EnumSource
    void is_told_of_a_host_that_has_it_and_not_of_one_that_just_has_it_not(SymptomCode code) {
        assertThat(codes(code, true)).containsExactly(code);
        assertThat(codes(code, false)).isEmpty();
    }

    private List<SymptomCode> codes(SymptomCode code, boolean ill) {
        host = new ObservedHost();
        bring(code, ill);
        Observed observed = host.observed();
        return Stream.concat(PlatformCheck.system(observed.probe()).stream(), Doctor.judge(observed).stream())
                .map(Symptom::code)
                .toList();
    }

    private void bring(SymptomCode code, boolean ill) {
        switch (code) {
            case NOT_OPENBSD -> host.available = Finding.of(!ill, "Linux");
            case RELEASE_TOO_OLD -> host.release = OpenBsdRelease.ofNumber(ill ? "7.5" : "7.6");
            case RELEASE_UNTRIED -> host.release = OpenBsdRelease.ofNumber(ill ? "8.0" : "7.9");
            case CPU_WITHOUT_VIRTUALIZATION -> {
                host.cpu = ill ? CpuVirtualization.NONE : CpuVirtualization.SVM_RVI;
                host.kernel = Finding.of(!ill, "vmm0");
            }
            case VMM_NOT_ATTACHED -> host.kernel = Finding.of(!ill, "vmm0");
            case VMM_NODE_MISSING -> host.nodes = Seen.known(new Nodes(!ill, 4, 62));
            case VMD_DISABLED -> {
                host.enabled = Finding.of(!ill, "vmd_flags=NO");
                host.running = Finding.of(!ill, "connection refused");
            }
            case VMD_NOT_AT_BOOT -> host.enabled = Finding.of(!ill, "vmd_flags=NO");
            case VMD_STOPPED -> host.running = Finding.of(!ill, "connection refused");
            case VMD_FAILING -> {
                host.log = Seen.known(List.of(
                        "Nov 23 12:00:00 vmhost vmd[2]: startup",
                        "Nov 23 12:00:01 vmhost vmd[2]: /dev/vmm: Device not configured"));
                host.running = Finding.of(!ill, "connection refused");
            }
            case VM_CONF_INVALID ->
                host.complaints =
                        Seen.known(Optional.of("/etc/vm.conf:2: syntax error").filter(complaint -> ill));
            case FIRMWARE_MISSING -> host.firmware = Finding.of(!ill, "vmm-bios");
            case TAPS_TAKEN -> {
                host.interfaces("tap0: flags=8843<UP> mtu 1500\n\tdescription: vm1-if0-web\n");
                host.nodes = Seen.known(new Nodes(true, ill ? 1 : 2, 62));
            }
            case TAPS_TOO_FEW -> {
                host.conf(web("interfaces 4")).stopped("web", "512M");
                host.nodes = Seen.known(new Nodes(true, ill ? 3 : 4, 62));
            }
            case PTYS_TAKEN -> {
                host.runs("web", "512M");
                host.nodes = Seen.known(new Nodes(true, 4, ill ? 1 : 2));
            }
            case MEMORY_SHORT -> host.runs("web", ill ? "17.0G" : "8.0G");
            case LOGIN_CLASS_LIMIT -> {
                host.conf(web("memory 8G")).stopped("web", "8.0G");
                host.classes =
                        Seen.known(LoginClasses.parse("daemon:datasize=" + (ill ? "4096M" : "infinity") + ":\n"));
            }
            case DISK_SHORT -> {
                host.conf(web("")).stopped("web", "512M");
                host.fileSystems = Seen.known(List.of(new FileSystem("/", 100L << 20, ill ? 1L << 19 : 90L << 20)));
            }
            case FORWARDING_OFF -> network(!ill, true, true);
            case PF_DISABLED -> network(true, !ill, true);
            case NAT_MISSING -> network(true, true, !ill);
            case CLOCK_OFF -> host.clock = Seen.known(ill ? Duration.ofHours(-2) : Duration.ZERO);
            case LOCAL_PREFIX_CLASH ->
                host.interfaces("em0: flags=8843<UP> mtu 1500\n\tinet " + (ill ? "100.64.1.1" : "100.128.1.1")
                        + " netmask 0xffffff00\n");
            case PRIVILEGES_MISSING ->
                host.rights = Seen.known(
                        ill
                                ? new Rights("admin", List.of(DoasRule.any("vmctl")), "doas said no", false)
                                : new Rights("admin", List.of(), "", true));
            case SOCKET_NOT_PERMITTED ->
                host.rights = Seen.known(
                        ill
                                ? new Rights("admin", List.of(), "doas said no", false)
                                : new Rights("admin", List.of(), "", true));
            case OPERATIONS_NOT_PERMITTED ->
                host.rights = Seen.known(new Rights("admin", ill ? List.of(DoasRule.any("sh")) : List.of(), "", true));
            case VM_UNKNOWN_TO_VMD -> {
                host.conf(web(""));
                if (!ill) {
                    host.stopped("web", "512M");
                }
            }
            case VM_NOT_DEFINED -> host.conf(ill ? "" : web("")).stopped("web", "512M");
            case VM_MEMORY_DIFFERS -> host.conf(web("memory 1G")).runs("web", ill ? "2.0G" : "1.0G");
            case SWITCH_INTERFACE_MISSING ->
                host.conf("switch \"lan\" {\n interface veb0\n}\n")
                        .interfaces((ill ? "veb1" : "veb0") + ": flags=8843<UP> mtu 1500\n");
        }
    }

    /** Guests on a local interface, and what stands between them and the world. */
    private void network(boolean forwards, boolean filters, boolean translates) {
        host.conf(web("local interface")).stopped("web", "512M");
        host.forwarding = Seen.known(forwards);
        host.filtering = Seen.known(filters);
        host.rules = Seen.known(
                translates ? List.of("match out on egress inet all nat-to (egress) round-robin") : List.of("pass all"));
    }
}
