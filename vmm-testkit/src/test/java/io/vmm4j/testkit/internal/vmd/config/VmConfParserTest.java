package io.vmm4j.testkit.internal.vmd.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.internal.net.Lladdr;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** openbsd.md 2.2, 2.3 and 2.7. */
class VmConfParserTest {

    private static ConfRun block(String... lines) {
        ConfRun run = new ConfRun();
        run.files.put("/vm/a.raw", "");
        run.files.put("/vm/a.qcow2", "QFI\u00fb...");
        run.files.put("/bsd", "ELF");
        run.parse("vm \"a\" {\n\t" + String.join("\n\t", lines) + "\n}\n");
        return run;
    }

    private static ConfRun broken(String text) {
        ConfRun run = new ConfRun();
        run.files.put("/vm/a.raw", "");
        run.files.put("/bsd", "");
        assertThat(run.parse(text)).isFalse();
        return run;
    }

    @Test
    void a_block_with_all_options() {
        VmParameters vm = block(
                        "disable",
                        "sev",
                        "memory 1G",
                        "disk \"/vm/a.raw\"",
                        "disk \"/vm/a.qcow2\"",
                        "disk \"/vm/a.raw\" format \"QCOW2\"",
                        "boot \"/bsd\"",
                        "boot device net",
                        "cdrom \"/vm/x.iso\"",
                        "interfaces 3",
                        "interface \"tap7\" { switch \"lan\" group \"vmnet\" lladdr fe:e1:bb:1:2:3 }",
                        "local interface",
                        "owner alice:vmusers",
                        "allow instance { boot, memory\n owner alice }")
                .vm();

        assertThat(vm.memory()).isEqualTo(1L << 30);
        assertThat(vm.disks())
                .containsExactly(
                        new Disk("/vm/a.raw", DiskFormat.RAW),
                        new Disk("/vm/a.qcow2", DiskFormat.QCOW2),
                        new Disk("/vm/a.raw", DiskFormat.QCOW2));
        assertThat(vm.bootDevice()).contains(BootDevice.NET);
        assertThat(vm.cdrom()).contains("/vm/x.iso");
        assertThat(vm.owner()).isEqualTo(new Owner(1001, OptionalInt.of(2000)));
        assertThat(vm.instances().allowed()).containsExactlyInAnyOrder(Part.KERNEL, Part.MEMORY);
        assertThat(vm.instances().owner()).isEqualTo(Owner.user(1001));
        assertThat(vm.nics()).hasSize(3);
        assertThat(vm.nics().get(0).device()).contains("tap7");
        assertThat(vm.nics().get(0).switchName()).contains("lan");
        assertThat(vm.nics().get(0).lladdr())
                .contains(Lladdr.parse("fe:e1:bb:01:02:03").orElseThrow());
        assertThat(vm.nics().get(1).flags().local()).isTrue();
        assertThat(vm.nics().get(2)).isEqualTo(Nic.PLAIN);
        assertThat(vm.parts()).containsExactlyInAnyOrder(Part.MEMORY, Part.DISK, Part.KERNEL, Part.CDROM, Part.NETWORK);
    }

    @Test
    void the_kernel_is_the_blocks_and_not_handed_over() {
        ConfRun run = block("boot \"/bsd\"");

        assertThat(run.vms.get(0).kernelPath()).contains("/bsd");
        assertThat(run.vm().kernel()).isEmpty();
    }

    @Test
    void each_option_after_the_first_needs_its_own_line() {
        assertThat(broken("vm \"a\" { memory 1G owner root }\n").messages)
                .containsExactly("/etc/vm.conf:1: syntax error");
        assertThat(ConfRun.of("vm \"a\" { memory 1G }\n").messages).isEmpty();
        assertThat(ConfRun.of("vm \"a\" { memory 1G\n}\n").messages).isEmpty();
        assertThat(broken("vm \"a\" {\n\tmemory 1G\n\towner root }\n").messages)
                .containsExactly("/etc/vm.conf:3: syntax error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vm \"a\" { }\n",
                "vm \"a\" {\n}\n",
                "switch \"a\" { }\n",
                "vm \"a\"\n{\n\tenable\n}\n",
                "local inet6 local inet6\n",
                "local inet6;\n",
                "VM \"a\" {\n\tenable\n}\n",
                "vm \"a\" {\n\tcpus 2\n}\n",
                "vm \"a\" {\n\tseves\n}\n",
                "vm \"a\" {\n\tinterface switch \"a\", group \"b\"\n}\n",
                "vm \"a\" {\n\tallow instance { boot memory }\n}\n",
                "foo\n"
            })
    void these_are_syntax_errors(String text) {
        assertThat(broken(text).messages).hasSize(1).first().asString().endsWith(": syntax error");
    }

    @Test
    void seves_is_known_from_7_8_on() {
        ConfRun run = new ConfRun(Keywords.ALL);

        assertThat(run.parse("vm \"a\" {\n\tseves\n}\n")).isTrue();
    }

    @Test
    void parsing_goes_on_after_an_error_but_the_rest_of_the_block_stays_quiet() {
        ConfRun run = broken(
                "vm \"a\" {\n\tdisk \"/nope.raw\"\n\tmemory 1x\n}\nvm \"b\" {\n\tfoo\n}\nvm \"c\" {\n\tenable\n}\n");

        assertThat(run.messages)
                .containsExactly(
                        "disk /nope.raw: No such file or directory",
                        "/etc/vm.conf:2: failed to parse disks: /nope.raw",
                        "/etc/vm.conf:6: syntax error");
        assertThat(run.vms).extracting(vm -> vm.parameters().name()).containsExactly("c");
    }

    @Test
    void the_line_is_that_of_the_current_token() {
        assertThat(broken("vm \"a\"\n\n").messages).containsExactly("/etc/vm.conf:1: syntax error");
        assertThat(broken("switch \"a\" {\n\tup\n\n}\n").messages)
                .containsExactly("/etc/vm.conf:4: switch \"a\" is missing interface name");
        assertThat(broken("vm \"a\" {\n\tmemory\n}\n").messages).containsExactly("/etc/vm.conf:2: syntax error");
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
                    interface lladdr "nope"              | invalid address: nope
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
        ConfRun run = block(options.split(" \\+ "));

        assertThat(run.vms).isEmpty();
        assertThat(run.messages).hasSize(1);
        assertThat(run.messages.get(0).strip()).endsWith(": " + message);
    }

    @Test
    void the_fifth_interface_and_the_fifth_disk_are_too_many() {
        assertThat(block("interface", "interface", "interface", "interface", "interface").messages)
                .containsExactly("/etc/vm.conf:6: too many interfaces: 5");
        String disk = "disk \"/vm/a.raw\"";
        assertThat(block(disk, disk, disk, disk, disk).messages)
                .containsExactly("too many disks", "/etc/vm.conf:6: failed to parse disks: /vm/a.raw");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    512MB | invalid memory size: 512MB: Invalid argument
                    1023K | memory size must be at least 1MB
                    129G  | memory size too large (limit is 128G)
                    9E    | invalid memory size: 9E: Result too large
                    """)
    void a_bad_memory_size_has_a_companion_message_without_file(String size, String companion) {
        assertThat(block("memory " + size).messages)
                .containsExactly(companion, "/etc/vm.conf:2: failed to parse size: " + size);
    }

    @Test
    void memory_is_rounded_down_without_a_word() {
        ConfRun run = block("memory 1048577");

        assertThat(run.messages).isEmpty();
        assertThat(run.vm().memory()).isEqualTo(1L << 20);
    }

    @Test
    void repeated_owner_enable_and_boot_device_take_the_last() {
        ConfRun run = block("disable", "enable", "owner alice", "owner 99999", "boot device cdrom", "boot device disk");

        assertThat(run.vms.get(0).disabled()).isFalse();
        assertThat(run.vm().owner()).isEqualTo(Owner.user(99999));
        assertThat(run.vm().bootDevice()).contains(BootDevice.DISK);
    }

    @Test
    void odd_link_layer_addresses_pass_and_zero_means_random() {
        ConfRun run = block("interface lladdr ff:ff:ff:ff:ff:ff", "interface lladdr 0:0:0:0:0:0", "interface lladdr");

        assertThat(run.vm().nics())
                .extracting(Nic::lladdr)
                .containsExactly(Lladdr.parse("ff:ff:ff:ff:ff:ff"), Optional.empty(), Optional.empty());
    }

    @Test
    void an_unquoted_link_layer_address_is_a_word_or_a_syntax_error() {
        assertThat(block("interface lladdr 02:00:00:00:00:01")
                        .vm()
                        .nics()
                        .get(0)
                        .lladdr())
                .isEqualTo(Lladdr.parse("02:00:00:00:00:01"));
    }

    @Test
    void a_name_of_64_bytes_is_too_long() {
        assertThat(ConfRun.of("vm \"" + "a".repeat(63) + "\" {\n\tenable\n}\n").messages)
                .isEmpty();
        assertThat(broken("vm \"" + "a".repeat(64) + "\" {\n\tenable\n}\n").messages)
                .containsExactly("/etc/vm.conf:1: vm name too long");
    }

    @Test
    void an_instance_names_its_parent_first() {
        ConfRun run = ConfRun.of("vm \"parent\" instance \"child\" {\n\tmemory 1G\n}\n");

        assertThat(run.vm().name()).isEqualTo("child");
        assertThat(run.vm().template()).contains("parent");
        assertThat(run.vm().parts()).contains(Part.INSTANCE);
    }

    @Test
    void a_switch() {
        ConfRun run = ConfRun.of("""
                switch "lan" {
                    interface veb0
                    group vmnet
                    locked lladdr
                    down
                    rdomain 2
                }
                switch "off" {
                    disable
                    interface bridge1
                }
                """);

        assertThat(run.messages).isEmpty();
        assertThat(run.switches)
                .containsExactly(
                        new SwitchDefinition("lan", "veb0", Optional.of("vmnet"), OptionalInt.of(2), true, false));
    }

    @Test
    void a_switch_needs_a_bridge_or_veb() {
        assertThat(broken("switch \"a\" {\n\tinterface em0\n}\n").messages)
                .containsExactly("/etc/vm.conf:2: invalid switch interface: em0");
    }

    @Test
    void global_statements() {
        ConfRun run = ConfRun.of("""
                local inet6
                local inet6 prefix "fd00:1::/64"
                local prefix "10.10.0.0/16"
                socket owner ":vmusers"
                agentx context "c" path "/x"
                agentx
                staggered start parallel 2 delay 5
                """);

        assertThat(run.messages).isEmpty();
        assertThat(run.globals)
                .containsExactly(
                        "inet6",
                        new LocalPrefix6(0xfd00_0001_0000_0000L),
                        new LocalPrefix(0x0a0a0000, 0xffff0000),
                        new Owner(0, OptionalInt.of(2000)),
                        "2/5");
    }

    @ParameterizedTest
    @CsvSource({
        "10.10.0.0/17, too large",
        "10.10.0.0/0, too small",
        "10.10.1.0/16, bad mask",
        "10.10.x.0/16, invalid format"
    })
    void a_local_prefix_has_a_mask_of_1_to_16_and_no_host_bits(String prefix, String reason) {
        assertThat(broken("local prefix \"" + prefix + "\"\n").messages)
                .containsExactly("/etc/vm.conf:1: invalid local prefix: " + reason);
    }

    @Test
    void an_ipv6_prefix_is_at_most_64_bits() {
        assertThat(broken("local inet6 prefix \"fd00::/65\"\n").messages)
                .containsExactly("/etc/vm.conf:1: invalid local inet6 prefix: too large");
    }

    @Test
    void a_prefix_without_mask_has_16_bits() throws LocalPrefix.Invalid {
        assertThat(LocalPrefix.parse("10.9.0.0")).isEqualTo(new LocalPrefix(0x0a090000, 0xffff0000));
    }

    @Test
    void a_vm_that_is_refused_is_reported_at_its_closing_brace() {
        ConfRun run = new ConfRun();
        run.refusal = Optional.of("Invalid argument");

        assertThat(run.parse("vm \"a b\" {\n\tenable\n}\n")).isFalse();
        assertThat(run.messages).containsExactly("/etc/vm.conf:3: vm \"a b\" failed: Invalid argument");
    }

    @Test
    void an_error_after_a_boot_line_poisons_the_parser() {
        ConfRun run = new ConfRun();
        run.files.put("/bsd", "");
        String good = "vm \"b\" {\n\tboot \"/bsd\"\n\tenable\n}\n";

        assertThat(run.parse("vm \"a\" {\n\tboot \"/bsd\"\n\tfoo\n}\n")).isFalse();

        assertThat(run.parse(good)).isFalse();
        assertThat(run.messages).containsExactly("/etc/vm.conf:2: kernel specified more than once");
        assertThat(run.parse("vm \"b\" {\n\tenable\n}\n")).isTrue();
        assertThat(run.parse(good)).isFalse();
    }

    @Test
    void a_missing_file_is_no_error_and_named_only_if_somebody_asked_for_it() {
        ConfRun run = new ConfRun();

        assertThat(run.parser.parse("/etc/vm.conf", true, run)).isTrue();
        assertThat(run.messages).isEmpty();
        assertThat(run.parser.parse("/nope", false, run)).isTrue();
        assertThat(run.messages).isEqualTo(List.of("failed to open /nope: No such file or directory"));
    }
}
