package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What vmd -n leaves out. */
class VmConfCheckTest {

    private static final TestHost HOST =
            new TestHost().with("/a", "").with("/b", "").with("/x.iso", "");

    private static List<VmConfFinding> check(String text) {
        VmConf conf = VmConf.reader().keepingUnknown().read("/etc/vm.conf", text.getBytes(StandardCharsets.UTF_8));
        return conf.check(HOST);
    }

    private static String vm(String name, String... options) {
        return "vm " + name + " {\n\t" + String.join("\n\t", options) + "\n}\n";
    }

    @Test
    void a_sound_file_has_no_findings() {
        assertThat(check("switch lan {\n\tinterface veb0\n}\n"
                        + vm(
                                "a",
                                "disk \"/a\"",
                                "cdrom \"/x.iso\"",
                                "boot device cdrom",
                                "interface { switch lan lladdr fe:e1:bb:0:0:1 }")
                        + vm("a instance c", "disk \"/b\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "a b"        | disk "/a"                                | VM_NAME_REFUSED
            "-a"         | disk "/a"                                | VM_NAME_REFUSED
            "123"        | disk "/a"                                | VM_NAME_READ_AS_ID
            1a           | disk "/a"                                | VM_NAME_WITHOUT_LETTER_FIRST
            a            | enable                                   | VM_WITHOUT_DEVICE
            a            | cdrom ""                                 | VM_WITHOUT_DEVICE
            nope instance a | disk "/a"                             | INSTANCE_WITHOUT_PARENT
            a            | disk "/nope"                             | DISK_MISSING
            a            | cdrom "/nope"                            | CDROM_MISSING
            a            | disk "/a";boot "/nope"                   | KERNEL_MISSING
            a            | disk "/a";boot device cdrom              | BOOT_DEVICE_MISSING
            a            | disk "/a";interface switch "nope"        | SWITCH_UNKNOWN
            a            | disk "/a";interface lladdr ff:ff:ff:ff:ff:ff | LLADDR_UNUSABLE
            a            | disk "/a";interface lladdr 1:0:0:0:0:0   | LLADDR_UNUSABLE
            a            | disk "/a";interface lladdr 0:0:0:0:0:0   | LLADDR_UNUSABLE
            a            | disk "/a";disk "/a"                      | DISK_TWICE
            a            | disk "/a";cpus 2                         | OPTION_UNKNOWN
            """)
    void a_vm_that_breaks_a_rule(String name, String options, VmConfRule rule) {
        assertThat(check(vm(name, options.split(";")))).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(rule);
            assertThat(finding.origin()).hasToString("/etc/vm.conf:1");
            assertThat(finding.message()).doesNotContain("{");
            assertThat(finding.hint()).doesNotContain("{").isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            switch a {~interface veb0~}~switch a {~interface bridge0~}   | SWITCH_TWICE
            switch a {~interface veb0~}~switch b {~interface veb0~}      | SWITCH_INTERFACE_TWICE
            switch a {~interface veb9~}                                  | SWITCH_INTERFACE_MISSING
            switch "." {~interface veb0~}                                | SWITCH_NAME_REFUSED
            switch a {~interface veb0~}~vm a { disk "/a" }~vm a { disk "/b" }      | VM_TWICE
            vm a { disk "/a" }~vm b { disk "/a" }                        | DISK_TWICE
            vm a { disk "/a" }~vm a instance b { disk "/a" }             | INSTANCE_SHARES_DISK
            """)
    void statements_that_break_a_rule(String text, VmConfRule rule) {
        assertThat(check(text.replace('~', '\n') + "\n"))
                .extracting(VmConfFinding::rule)
                .containsExactly(rule);
    }

    @Test
    void an_address_that_two_vms_share_is_found() {
        assertThat(check(vm("a", "disk \"/a\"", "interface lladdr fe:e1:bb:0:0:1")
                        + vm("b", "disk \"/b\"", "interface lladdr FE:E1:BB:00:00:01")))
                .singleElement()
                .hasToString("/etc/vm.conf:5: The VM b has the Ethernet address fe:e1:bb:00:00:01, and so has a.");
    }

    @Test
    void a_switch_that_is_disabled_is_as_good_as_none() {
        assertThat(check("switch lan {\n\tinterface veb9\n\tdisable\n}\n"
                        + vm("a", "disk \"/a\"", "interface switch lan")))
                .extracting(VmConfFinding::rule)
                .containsExactly(VmConfRule.SWITCH_UNKNOWN);
    }

    @Test
    void text_after_a_nul_byte_is_not_read() {
        assertThat(check("# one\n\n\0vm b { enable }\n")).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(VmConfRule.TEXT_NOT_READ);
            assertThat(finding.origin().line()).isEqualTo(3);
        });
    }
}
