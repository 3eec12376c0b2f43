package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.MacAddress;
import io.vmm4j.MemorySize;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VmConfReadingTest {

    private static VmConf parse(String text) {
        VmConf conf = VmConf.parse("/etc/vm.conf", text);
        assertThat(conf).hasToString(text);
        return conf;
    }

    private static VmDefinition vm(String text) {
        assertThat(parse(text).vms()).hasSize(1);
        return parse(text).vms().get(0).value();
    }

    private static List<String> names(VmConf conf) {
        return conf.vms().stream().map(vm -> vm.value().name()).toList();
    }

    @Test
    void a_vm_with_every_option() {
        VmDefinition vm = vm("""
                vm "base" instance "web" {
                	disable
                	seves
                	memory 1536M
                	disk "/vm/a.raw"
                	disk "/vm/a.qcow2" format "QCOW2"
                	boot "/bsd.rd"
                	boot device net
                	cdrom "/vm/x.iso"
                	interfaces 3
                	local interface "tap7"
                	interface {
                		switch "lan"
                		group "vmnet"
                		locked lladdr FE:E1:bb:1:2:3
                		rdomain 2
                		down
                	}
                	owner alice:vmusers
                	allow instance { memory, disk, owner 1000 }
                }
                """);

        assertThat(vm.name()).isEqualTo("web");
        assertThat(vm.vmName()).isPresent();
        assertThat(vm.parent()).contains("base");
        assertThat(vm.disabled()).isTrue();
        assertThat(vm.encryption()).isEqualTo(MemoryEncryption.SEV_ES);
        assertThat(vm.memory()).contains(MemorySize.of("1536M"));
        assertThat(vm.disks())
                .containsExactly(
                        new DiskDefinition("/vm/a.raw", Optional.empty()),
                        new DiskDefinition("/vm/a.qcow2", Optional.of(DiskFormat.QCOW2)));
        assertThat(vm.kernel()).contains("/bsd.rd");
        assertThat(vm.bootDevice()).contains(BootDevice.NET);
        assertThat(vm.cdrom()).contains("/vm/x.iso");
        assertThat(vm.interfaceCount()).hasValue(3);
        assertThat(vm.interfaces())
                .containsExactly(
                        InterfaceDefinition.builder().local().tap("tap7").build(),
                        new InterfaceDefinition(
                                false,
                                Optional.empty(),
                                Optional.of("lan"),
                                Optional.of("vmnet"),
                                Optional.of("fe:e1:bb:01:02:03"),
                                true,
                                OptionalInt.of(2),
                                false,
                                List.of()));
        assertThat(vm.interfaces().get(1).macAddress()).contains(MacAddress.of("fe:e1:bb:01:02:03"));
        assertThat(vm.owner()).contains(Owner.userAndGroup("alice", "vmusers"));
        assertThat(vm.instanceRights())
                .isEqualTo(new InstanceRights(
                        Set.of(InstanceRight.MEMORY, InstanceRight.DISK), Optional.of(Owner.uid(1000))));
    }

    @Test
    void a_vm_of_defaults() {
        assertThat(vm("vm \"a\" { enable }\n"))
                .isEqualTo(VmDefinition.builderOfObserved("a").autostart().build());
    }

    @Test
    void the_last_of_repeated_options_holds() {
        VmDefinition vm = vm("""
                vm "a" {
                	disable
                	enable
                	owner alice
                	owner 99999
                	boot device cdrom
                	boot device disk
                	allow instance boot
                	allow instance { owner alice
                	}
                }
                """);

        assertThat(vm.disabled()).isFalse();
        assertThat(vm.owner()).contains(Owner.uid(99999));
        assertThat(vm.bootDevice()).contains(BootDevice.DISK);
        assertThat(vm.instanceRights()).isEqualTo(InstanceRights.of(Owner.user("alice"), Set.of(InstanceRight.BOOT)));
    }

    @Test
    void memory_in_bytes_is_rounded_down() {
        assertThat(vm("vm \"a\" { memory 3145727 }\n").memory()).contains(MemorySize.of("2M"));
        assertThat(vm("vm \"a\" { memory \"1.5G\" }\n").memory()).contains(MemorySize.of("1536M"));
    }

    @Test
    void a_vm_in_a_comment_is_no_vm() {
        VmConf conf = parse("""
                # vm "web" {
                #	disable
                # }
                vm "db" { disable } # vm "x" { enable }
                # a comment can be continued \\
                vm "swallowed" {
                """);

        assertThat(names(conf)).containsExactly("db");
    }

    @Test
    void an_unquoted_name_is_one() {
        assertThat(names(parse("vm web {\n\tdisable\n}\nvm 'db' {\n\tdisable\n}\nvm \"a\" b \"c\" {\n\tdisable\n}\n")))
                .containsExactly("web", "db", "abc");
    }

    @Test
    void macros_are_replaced_outside_quotes() {
        VmDefinition vm = vm("""
                dir = "/var/vmm"
                name = 'web'
                vm $name {
                	disk $dir "/web.raw"
                	disk $dir/more.raw
                	disk "$dir"
                }
                """);

        assertThat(vm.name()).isEqualTo("web");
        assertThat(vm.disks())
                .extracting(DiskDefinition::path)
                .containsExactly("/var/vmm/web.raw", "/var/vmm/more.raw", "$dir");
    }

    @Test
    void a_macro_can_be_several_words() {
        VmDefinition vm = vm("m = \"memory 1G\"\nempty = \"\"\nvm \"a\" {\n\t$m $empty\n\t$empty disable\n}\n");

        assertThat(vm.memory()).contains(MemorySize.of("1G"));
        assertThat(vm.disabled()).isTrue();
    }

    @Test
    void a_backslash_continues_a_line_and_quotes_escape() {
        VmDefinition vm = vm("vm \\\n\t\"we\\\nb\" {\n\tdisk \\\n\"/a\\ b\\\"c\\d\"\n\tdis\\\nable\n}\n");

        assertThat(vm.name()).isEqualTo("web");
        assertThat(vm.disks().get(0).path()).isEqualTo("/a b\"c\\d");
        assertThat(vm.disabled()).isTrue();
    }

    @Test
    void odd_values_are_kept() {
        VmDefinition vm =
                vm("vm \"a b\" {\n\tinterface lladdr ff:ff:ff:ff:ff:ff\n\tdisk \"relative\"\n\tcdrom \"\"\n}\n");

        assertThat(vm.vmName()).isEmpty();
        assertThat(vm.interfaces().get(0).lladdr()).contains("ff:ff:ff:ff:ff:ff");
        assertThat(vm.interfaces().get(0).macAddress()).isEmpty();
        assertThat(vm.disks().get(0).path()).isEqualTo("relative");
        assertThat(vm.cdrom()).contains("");
    }

    @Test
    void switches_and_settings() {
        VmConf conf = parse("""
                local inet6
                local inet6 prefix "fd00:1::/64"
                local prefix "10.10.0.0/16"
                socket owner ":vmusers"
                agentx context "c" path "/x"
                staggered start parallel 2 delay 5
                switch "lan" {
                	interface veb0
                	group vmnet
                	locked lladdr
                	down
                	rdomain 2
                }
                switch off {
                	disable
                	interface "bridge1"
                }
                """);

        assertThat(conf.setting(GlobalSetting.LocalInet6.class))
                .contains(new GlobalSetting.LocalInet6(Optional.of("fd00:1::/64")));
        assertThat(conf.setting(GlobalSetting.LocalPrefix.class))
                .contains(new GlobalSetting.LocalPrefix("10.10.0.0/16"));
        assertThat(conf.setting(GlobalSetting.SocketOwner.class))
                .contains(new GlobalSetting.SocketOwner(Owner.group("vmusers")));
        assertThat(conf.setting(GlobalSetting.Agentx.class))
                .contains(new GlobalSetting.Agentx(Optional.of("c"), Optional.of("/x")));
        assertThat(conf.setting(GlobalSetting.StaggeredStart.class))
                .contains(new GlobalSetting.StaggeredStart(2, Duration.ofSeconds(5)));
        assertThat(conf.switches())
                .extracting(Located::value)
                .containsExactly(
                        SwitchDefinition.builderOfObserved("lan", "veb0")
                                .group("vmnet")
                                .locked()
                                .down()
                                .rdomain(2)
                                .build(),
                        SwitchDefinition.builderOfObserved("off", "bridge1")
                                .disabled()
                                .build());
    }

    @Test
    void an_included_file_is_followed_and_named() {
        TestHost host = new TestHost()
                .with("/etc/vms.conf", "# more\nvm \"b\" {\n\tdisk $d\n}")
                .with("/d", "");

        VmConf conf = host.read("d = \"/d\"\nvm \"a\" { disable }\ninclude \"/etc/vms.conf\"\nvm \"c\" { disable }\n");

        assertThat(conf.vms())
                .extracting(vm -> vm.origin() + " " + vm.value().name())
                .containsExactly("/etc/vm.conf:2 a", "/etc/vms.conf:2 b", "/etc/vm.conf:4 c");
        assertThat(conf.files()).extracting(VmConfFile::path).containsExactly("/etc/vm.conf", "/etc/vms.conf");
        assertThat(conf.files().get(1)).hasToString("# more\nvm \"b\" {\n\tdisk $d\n}");
        assertThat(conf.macros()).containsEntry("d", "/d");
    }

    @Test
    void a_block_may_begin_in_one_file_and_end_in_another() {
        TestHost host = new TestHost().with("/half", "vm \"b\" {\n\tdisable\n");

        VmConf conf = host.read("# one\ninclude \"/half\"\n}\n# two\n");

        assertThat(names(conf)).containsExactly("b");
        assertThat(conf.files())
                .extracting(VmConfFile::text)
                .containsExactly("# one\ninclude \"/half\"\n}\n# two\n", "vm \"b\" {\n\tdisable\n");
        assertThat(conf.file().statements().get(2)).isInstanceOf(Statement.Fragment.class);
    }

    @Test
    void vmd_reads_no_further_than_a_nul_byte() {
        VmConf conf = parse("vm \"a\" { disable }\n\0vm \"b\" { disable }\n");

        assertThat(names(conf)).containsExactly("a");
    }

    @Test
    void bytes_that_are_no_utf_8_are_kept() {
        byte[] bytes = "# caf\u00e9 \u0080\nvm \"a\" {\n\tdisk \"/\u00ff\"\n}\n".getBytes(StandardCharsets.ISO_8859_1);

        VmConf conf = VmConf.parse("/etc/vm.conf", bytes);

        assertThat(conf.bytes()).isEqualTo(bytes);
        assertThat(conf.vms().get(0).value().disks().get(0).path()).isEqualTo("/\u00ff");
    }

    @Test
    void the_tree_has_a_node_for_each_option() {
        Statement.VmBlock block =
                (Statement.VmBlock) parse("vm \"a\" { # head\n\tmemory 1G # much\n\n\tinterface {\n\t\tup\n\t}\n}\n")
                        .file()
                        .statements()
                        .get(0);

        assertThat(block.children())
                .extracting(SyntaxNode::text)
                .containsExactly(
                        "vm \"a\"",
                        " { # head\n",
                        "\t",
                        "memory 1G",
                        " # much\n",
                        "\n",
                        "\t",
                        "interface {\n\t\tup\n\t}",
                        "\n",
                        "}\n");
        assertThat(block.children().get(7).children())
                .extracting(SyntaxNode::text)
                .containsExactly("interface", " {\n", "\t\t", "up", "\n", "\t}");
        assertThat(block.children())
                .filteredOn(Option.class::isInstance)
                .extracting(node -> ((Option) node).kind() + " " + ((Option) node).line())
                .containsExactly("HEAD 1", "MEMORY 2", "INTERFACE 4");
    }

    @Test
    void lines_that_a_later_vmd_may_know_can_be_kept() {
        String text =
                "vm \"a\" {\n\tcpus 2\n\tinterface { mtu 9000\n\tup }\n}\nhugepages { on\n}\nswitch a {\n\tstp\n\tinterface veb0\n}\n";

        VmConf conf = VmConf.reader().keepingUnknown().read("/etc/vm.conf", text.getBytes(StandardCharsets.UTF_8));

        assertThat(conf).hasToString(text);
        assertThat(conf.vms().get(0).value().rawOptions()).containsExactly("cpus 2");
        assertThat(conf.vms().get(0).value().interfaces().get(0).rawOptions()).containsExactly("mtu 9000");
        assertThat(conf.switches().get(0).value().rawOptions()).containsExactly("stp");
        assertThat(conf.file().statements().get(1)).isInstanceOf(Statement.Unknown.class);
    }
}
