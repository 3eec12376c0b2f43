package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What vmd -n says, with its words and on its lines. */
class VmdVerdictTest {

    private static TestHost host() {
        return new TestHost().with("/vm/a.raw", "").with("/bsd", "").with("/vm/x.iso", "");
    }

    private static VmdVerdict block(String... lines) {
        return host().verdict("vm \"a\" {\n\t" + String.join("\n\t", lines) + "\n}\n");
    }

    private static String said(String text) {
        return String.join("\n", host().verdict(text).lines());
    }

    @Test
    @DisplayName("the errors that a real vmd -n printed (7.6-current)")
    void the_errors_that_a_real_vmd_printed() {
        assertThat(new TestHost()
                        .verdict("vm \"a\" {\n\tdisk \"/nope.raw\"\n}\n\nbogus\n")
                        .lines())
                .containsExactly(
                        "vmd: disk /nope.raw: No such file or directory",
                        "vmd: /etc/vm.conf:2: failed to parse disks: /nope.raw",
                        "vmd: /etc/vm.conf:5: syntax error");
    }

    @Test
    void an_unused_macro_is_a_warning() {
        assertThat(said("d = \"/vm\"\nvm \"a\" {\n\tdisable\n}\n"))
                .isEqualTo("warning: macro 'd' not used\nconfiguration OK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vm \"a\" { }\n",
                "vm \"a\" {\n}\n",
                "switch \"a\" { }\n",
                "vm \"a\"\n{\n\tenable\n}\n",
                "vm \"a\" { memory 1G owner root }\n",
                "vm \"a\" {\n\tmemory 1G\n\towner root }\n",
                "local inet6 local inet6\n",
                "local inet6;\n",
                "VM \"a\" {\n\tenable\n}\n",
                "vm \"a\" {\n\tcpus 2\n}\n",
                "vm \"a\" {\n\tinterface switch \"a\", group \"b\"\n}\n",
                "vm \"a\" {\n\tinterface { }\n}\n",
                "vm \"a\" {\n\tallow instance { boot memory }\n}\n",
                "vm \"a\" {\n\tallow instance { boot, }\n}\n",
                "vm \"a\" {\n\tallow instance { }\n}\n",
                "vm \"a\" {\n\tenable\n",
                "vm \"a\" {\n\tinclude \"x\"\n}\n",
                "vm 12 {\n\tenable\n}\n",
                "vm disk {\n\tenable\n}\n",
                "x = 12\n",
                "vm \"a\" {\r\n\tenable\r\n}\r\n",
                "\ufeffvm \"a\" {\n\tenable\n}\n",
                "foo\n"
            })
    void these_are_syntax_errors(String text) {
        assertThat(host().verdict(text).messages())
                .hasSize(1)
                .first()
                .asString()
                .endsWith(": syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# no newline at the end",
                "vm \"a\" { memory 1G }",
                "vm \"a\" { memory 1G\n}\n",
                "vm \"a\" { memory 1G disable\n}\n",
                "vm a {\n\tenable\n}\n",
                "vm 1a {\n\tenable\n}\n",
                "vm \"12\" {\n\tenable\n}\n",
                "vm \"a b\" {\n\tenable\n}\n",
                "vm \"a\" {\n\n\n\tenable\n\n\tmemory \"512M\"\n\n}\n",
                "vm \"a\" {\n\tinterface switch \"a\" group \"b\", up\n}\n",
                "vm \"a\" {\n\tinterface { switch \"a\" lladdr \"fe:e1:bb:1:2:3\" up }\n}\n",
                "vm \"a\" {\n\tlocal interface \"tap7\" {\n\n\tup\n\n\tdown }\n}\n",
                "vm \"a\" {\n\tallow instance { boot,\n\n memory\n\n owner root }\n}\n",
                "vm \"a\" {\n\tallow instance boot\n}\n",
                "vm \"a\" {\n\tsev\n\tseves\n}\n",
                "switch \"a\" { interface bridge0 }\n",
                "switch \"a\" { up interface veb0\n}\n",
                "agentx\nagentx context \"c\" path \"/x\"\n",
                "local inet6\nlocal inet6 prefix \"fd00:1::/64\"\nlocal prefix \"10.10.0.0/16\"\n",
                "local prefix \"10.9.0.0\"\nlocal prefix \"10/8\"\n",
                "socket owner \":vmusers\"\nsocket owner 1000\nsocket owner \"alice:\"\n",
                "staggered start parallel 2 delay 5\n"
            })
    void these_are_fine(String text) {
        assertThat(said(text)).isEqualTo("configuration OK");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            memory 1G + memory 2G                | argument specified more than once
            memory 1073741824 + memory 1073741824| memory specified more than once
            cdrom "/x" + cdrom "/y"              | cdrom specified more than once
            boot "/bsd" + boot "/bsd"            | kernel specified more than once
            interfaces 1 + interfaces 2          | interfaces specified more than once
            interfaces 5                         | too many interfaces: 5
            interface "em0"                      | invalid interface: em0
            interface "tap"+interface lladdr "x" | invalid address: x
            interface lladdr "1:2:3:4:5:100"     | invalid address: 1:2:3:4:5:100
            interface group "vm1"                | invalid group name: vm1
            interface group "sixteen_letters_"   | invalid group name: sixteen_letters_
            interface rdomain 256                | invalid rdomain: 256
            boot "/nope"                         | kernel path not found: No such file or directory
            disk "/vm/a.raw" format "vmdk"       | unrecognized disk format vmdk
            owner nosuch                         | failed to get user: nosuch
            owner ":nosuch"                      | failed to get group: nosuch
            owner "1000"                         | failed to get user: 1000
            """)
    void options_are_refused(String options, String message) {
        VmdVerdict verdict = block(options.split(" *\\+ *"));

        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.messages()).singleElement().asString().endsWith(": " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            512MB | invalid memory size: 512MB: Invalid argument
            1e3   | invalid memory size: 1e3: Invalid argument
            "1 M" | invalid memory size: 1 M: Invalid argument
            1023K | memory size must be at least 1MB
            ""    | memory size must be at least 1MB
            512   | memory size must be at least 1MB
            129G  | memory size too large (limit is 128G)
            9E    | invalid memory size: 9E: Result too large
            9999999999999999999x | invalid memory size: 9999999999999999999x: Result too large
            """, quoteCharacter = '`')
    void a_bad_memory_size_is_explained_by_a_line_without_file(String size, String note) {
        assertThat(block("memory " + size).lines())
                .containsExactly(
                        "vmd: " + note, "vmd: /etc/vm.conf:2: failed to parse size: " + size.replace("\"", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"512M", "\"+1.5G\"", "\".5g\"", "1048577", "\"1G \"", "131072M"})
    void these_sizes_pass(String size) {
        assertThat(block("memory " + size).accepted()).isTrue();
    }

    @Test
    void the_fifth_interface_and_the_fifth_disk_are_too_many() {
        assertThat(block("interface", "interface", "interface", "interface", "interface")
                        .lines())
                .containsExactly("vmd: /etc/vm.conf:6: too many interfaces: 5");
        String disk = "disk \"/vm/a.raw\"";
        assertThat(block(disk, disk, disk, disk, disk).lines())
                .containsExactly("vmd: too many disks", "vmd: /etc/vm.conf:6: failed to parse disks: /vm/a.raw");
    }

    @ParameterizedTest
    @CsvSource({
        "10.10.0.0/17, too large",
        "10.10.0.0/0, too small",
        "10.10.1.0/16, bad mask",
        "10.10.x.0/16, invalid format",
        "10.10.0.0/x, invalid"
    })
    void a_local_prefix_has_a_mask_of_1_to_16_and_no_host_bits(String prefix, String reason) {
        assertThat(said("local prefix \"" + prefix + "\"\n"))
                .isEqualTo("vmd: /etc/vm.conf:1: invalid local prefix: " + reason);
    }

    @ParameterizedTest
    @CsvSource({"fd00::/65, too large", "fd00::1/64, bad mask", "nope, name or service is not known"})
    void an_ipv6_prefix_has_at_most_64_bits(String prefix, String reason) {
        assertThat(said("local inet6 prefix \"" + prefix + "\"\n"))
                .isEqualTo("vmd: /etc/vm.conf:1: invalid local inet6 prefix: " + reason);
    }

    @Test
    void a_switch_needs_a_bridge_or_veb() {
        assertThat(said("switch \"a\" {\n\tinterface em0\n}\n"))
                .isEqualTo("vmd: /etc/vm.conf:2: invalid switch interface: em0");
        assertThat(said("switch \"a\" {\n\tup\n\n}\n"))
                .isEqualTo("vmd: /etc/vm.conf:4: switch \"a\" is missing interface name");
    }

    @Test
    void a_name_of_64_bytes_is_too_long() {
        assertThat(said("vm \"" + "a".repeat(63) + "\" {\n\tenable\n}\n")).isEqualTo("configuration OK");
        assertThat(said("vm \"" + "a".repeat(64) + "\" {\n\tenable\n}\n"))
                .isEqualTo("vmd: /etc/vm.conf:1: vm name too long");
        assertThat(said("vm \"" + "ä".repeat(32) + "\" {\n\tenable\n}\n"))
                .isEqualTo("vmd: /etc/vm.conf:1: vm name too long");
    }

    @Test
    void parsing_goes_on_after_an_error_but_the_rest_of_the_block_stays_quiet() {
        assertThat(host().verdict("vm \"a\" {\n\tdisk \"/nope.raw\"\n\tmemory 1x\n}\nvm \"b\" {\n\tfoo\n}\n")
                        .lines())
                .containsExactly(
                        "vmd: disk /nope.raw: No such file or directory",
                        "vmd: /etc/vm.conf:2: failed to parse disks: /nope.raw",
                        "vmd: /etc/vm.conf:6: syntax error");
    }

    @Test
    void a_kernel_of_a_block_that_failed_counts_for_the_next() {
        assertThat(said("vm \"a\" {\n\tboot \"/bsd\"\n\tfoo\n}\nvm \"b\" {\n\tboot \"/bsd\"\n}\n"))
                .isEqualTo(
                        "vmd: /etc/vm.conf:3: syntax error\n" + "vmd: /etc/vm.conf:6: kernel specified more than once");
    }

    @Test
    void an_undefined_macro_is_two_errors_and_swallows_the_next_line() {
        assertThat(said("vm \"a\" {\n\tdisk $nope\n\tenable\n}\nfoo\n"))
                .isEqualTo("vmd: /etc/vm.conf:2: macro 'nope' not defined\n" + "vmd: /etc/vm.conf:2: syntax error");
    }

    @Test
    void a_quote_that_is_never_closed_reaches_the_end_of_the_file() {
        assertThat(said("\nvm \"a {\n\tenable\n}\n"))
                .isEqualTo("vmd: /etc/vm.conf:2: reached end of file while parsing quoted string\n"
                        + "vmd: /etc/vm.conf:2: syntax error");
    }

    @Test
    void an_include_that_cannot_be_opened_is_an_error() {
        assertThat(said("include \"/nope\"\n")).isEqualTo("vmd: /etc/vm.conf:1: failed to include file /nope");
    }

    @Test
    void an_error_in_an_included_file_names_that_file() {
        TestHost host = host().with("/etc/vms.conf", "\nvm \"b\" {\n\tfoo\n}\n");

        assertThat(host.verdict("include \"/etc/vms.conf\"\nvm \"c\" {\n\tenable\n}\nbogus\n")
                        .lines())
                .containsExactly("vmd: /etc/vms.conf:3: syntax error", "vmd: /etc/vm.conf:5: syntax error");
    }

    @Test
    void a_file_that_includes_itself_comes_to_an_end() {
        TestHost host = host().with("/loop", "include \"/loop\"\ninclude \"/loop\"\n");

        assertThat(host.verdict("include \"/loop\"\n").lines())
                .isNotEmpty()
                .allMatch(line -> line.endsWith("failed to include file /loop"));
    }

    @Test
    void the_exception_says_what_vmd_would_and_what_to_do() {
        assertThatThrownBy(() -> VmConf.parse("/etc/vm.conf", "\nvm \"a\" {\n}\n"))
                .isInstanceOfSatisfying(VmConfSyntaxException.class, e -> {
                    assertThat(e.getMessage()).isEqualTo("/etc/vm.conf:3: syntax error");
                    assertThat(e.code()).isEqualTo(VmConfError.SYNTAX);
                    assertThat(e.hint()).contains("line 3");
                    assertThat(e.line()).isEqualTo(3);
                    assertThat(e.file()).isEqualTo("/etc/vm.conf");
                    assertThat(e.messages()).hasSize(1);
                });
        assertThatThrownBy(() -> VmConf.parse("/etc/vm.conf", "include \"/x\"\n"))
                .isInstanceOfSatisfying(
                        VmConfSyntaxException.class, e -> assertThat(e.code()).isEqualTo(VmConfError.INCLUDE));
    }
}
