package io.vmm4j.vmconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.BootDevice;
import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSpec;
import io.vmm4j.InvalidValueException;
import io.vmm4j.MacAddress;
import io.vmm4j.MemorySize;
import io.vmm4j.NetworkMode;
import io.vmm4j.SwitchName;
import io.vmm4j.VmName;
import io.vmm4j.VmSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VmConfEditTest {

    private static final VmDefinition NEW =
            VmDefinition.builder(VmName.of("new")).memory(MemorySize.of("1G")).build();

    private static VmConf parse(String text) {
        return VmConf.parse("/etc/vm.conf", text);
    }

    private static String change(String text, String name, Consumer<VmDefinitionBuilder> change) {
        VmConf conf = parse(text);
        VmDefinitionBuilder builder = conf.vm(name).orElseThrow().value().toBuilder();
        change.accept(builder);
        return conf.apply(new VmConfChange.ChangeVm(builder.build())).toString();
    }

    private static String changeInterface(String text, Consumer<InterfaceDefinitionBuilder> change) {
        VmConf conf = parse(text);
        VmDefinition vm = conf.vm("a").orElseThrow().value();
        InterfaceDefinitionBuilder builder = vm.interfaces().get(0).toBuilder();
        change.accept(builder);
        return conf.apply(new VmConfChange.ChangeVm(
                        vm.toBuilder().interfaces(List.of(builder.build())).build()))
                .toString();
    }

    private static Consumer<Throwable> refusedWith(VmConfError code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        VmConfEditException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static DiskDefinition disk(String path) {
        return new DiskDefinition(path, Optional.empty());
    }

    @Test
    void a_new_vm_is_written_disabled_with_an_address_and_an_option_a_line() {
        VmDefinition vm = VmDefinition.of(VmSpec.builder("web")
                .memory(MemorySize.of("2G"))
                .disk(DiskSpec.existing(DiskImage.of("qcow2:/var/vmm/web.qcow2")))
                .network(NetworkMode.local())
                .network(NetworkMode.bridged("lan"))
                .build());

        String text = parse("# mine\n").apply(new VmConfChange.AddVm(vm)).toString();

        assertThat(text).isEqualTo("""
                # mine

                vm "web" {
                	disable
                	memory "2048M"
                	disk "/var/vmm/web.qcow2" format "qcow2"
                	local interface {
                		lladdr "%s"
                	}
                	interface {
                		switch "lan"
                		lladdr "%s"
                	}
                }
                """.formatted(MacAddress.derivedFrom("web/0"), MacAddress.derivedFrom("web/1")));
    }

    @Test
    void everything_that_vm_conf_can_say_can_be_written_and_is_read_back() {
        VmDefinition vm = VmDefinition.builder(VmName.of("all"))
                .instanceOf("base \"1\"")
                .autostart()
                .encryption(MemoryEncryption.SEV_ES)
                .memory(MemorySize.of("3M"))
                .kernel("/a b/bsd\\ x")
                .bootDevice(BootDevice.NET)
                .cdrom("/x#y.iso")
                .disk(new DiskDefinition("/$d/{}", Optional.of(DiskFormat.RAW)))
                .disk(disk("12"))
                .interfaceCount(3)
                .networkInterface(InterfaceDefinition.builder()
                        .local()
                        .tap("tap3")
                        .lladdr(MacAddress.of("fe:e1:bb:00:00:01"))
                        .locked()
                        .group("vmnet")
                        .rdomain(7)
                        .down()
                        .build())
                .networkInterface(InterfaceDefinition.builder()
                        .onSwitch(SwitchName.of("local"))
                        .lladdr(MacAddress.of("fe:e1:bb:00:00:02"))
                        .build())
                .owner(Owner.userAndGroup("alice", "vmusers"))
                .instanceRights(InstanceRights.of(Owner.uid(1000), Set.of(InstanceRight.values())))
                .build();
        SwitchDefinition lan = SwitchDefinition.builder(SwitchName.of("local"), "veb0")
                .group("vmnet")
                .locked()
                .rdomain(2)
                .down()
                .disabled()
                .build();
        List<GlobalSetting> settings = List.of(
                new GlobalSetting.LocalPrefix("10.1.0.0/16"),
                new GlobalSetting.LocalInet6(Optional.of("fd00::/64")),
                new GlobalSetting.SocketOwner(Owner.group("vmusers")),
                new GlobalSetting.Agentx(Optional.of("c"), Optional.of("/var/agentx/master")),
                new GlobalSetting.StaggeredStart(4, Duration.ofSeconds(10)));

        VmConf conf = parse("").apply(new VmConfChange.AddVm(vm), new VmConfChange.AddSwitch(lan));
        for (GlobalSetting setting : settings) {
            conf = conf.apply(new VmConfChange.Set(setting));
        }

        VmConf read = parse(conf.toString());
        assertThat(read.vms()).extracting(Located::value).containsExactly(vm);
        assertThat(read.switches()).extracting(Located::value).containsExactly(lan);
        assertThat(read.settings()).extracting(Located::value).isEqualTo(settings);
    }

    @Test
    void a_line_that_we_do_not_know_can_be_written() {
        VmDefinition vm = NEW.toBuilder().rawOption("cpus 2").build();
        VmConf empty = VmConf.reader().keepingUnknown().read("/etc/vm.conf", new byte[0]);

        assertThat(empty.apply(new VmConfChange.AddVm(vm)).toString())
                .isEqualTo("vm \"new\" {\n\tdisable\n\tmemory \"1024M\"\n\tcpus 2\n}\n");
        assertThatThrownBy(() -> empty.apply(
                        new VmConfChange.AddVm(NEW.toBuilder().rawOption("a\nb").build())))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        e -> assertThat(e.code()).isEqualTo(VmConfError.RAW_OPTION_SPANS_LINES));
        assertThatThrownBy(() -> empty.apply(
                        new VmConfChange.AddVm(NEW.toBuilder().rawOption("x }").build())))
                .isInstanceOf(VmConfEditException.class);
        assertThatThrownBy(() -> parse("").apply(new VmConfChange.AddVm(vm)))
                .isInstanceOf(VmConfEditException.class)
                .hasMessageContaining("syntax error");
    }

    @Test
    @DisplayName("scenario 42: disable and enable on a block with a nested interface block, macros, an include and a"
            + " comment that looks like a VM; every other byte stays")
    void scenario_42() {
        TestHost host = new TestHost()
                .with("/etc/more.conf", "vm \"more\" {\n\tenable\n\tdisk $dir \"/m.raw\"\n}\n")
                .with("/var/vmm/m.raw", "")
                .with("/var/vmm/web.raw", "");
        String text = """
                # vm "web" { disable }
                dir = "/var/vmm"
                include "/etc/more.conf"

                vm "web" {		# production
                	disk $dir "/web.raw" # the disk
                	interface { switch "lan"; }
                	memory 512M
                	disable	# until friday
                }
                vm web2 {
                	enable
                }
                """.replace(";", "");
        VmConf conf = host.read(text);
        VmDefinition web = conf.vm("web").orElseThrow().value();

        VmConf enabled =
                conf.apply(new VmConfChange.ChangeVm(web.toBuilder().autostart().build()));
        VmConf again = enabled.apply(new VmConfChange.ChangeVm(web));

        assertThat(enabled).hasToString(text.replace("disable\t# until", "enable\t# until"));
        assertThat(again).hasToString(text).isEqualTo(conf);
        assertThat(host.verdict(enabled.toString()).lines()).containsExactly("configuration OK");
    }

    @Test
    void enable_is_never_written_into_the_braces_of_an_interface() {
        String text = "vm \"a\" {\n\tmemory 1G\n\tinterface {\n\t\tswitch \"lan\"\n\t}\n}\n";

        assertThat(change(text, "a", VmDefinitionBuilder::disabled))
                .isEqualTo("vm \"a\" {\n\tmemory 1G\n\tinterface {\n\t\tswitch \"lan\"\n\t}\n\tdisable\n}\n");
    }

    @Test
    void removing_a_vm_takes_its_whole_block_and_nothing_else() {
        String text =
                "# one\nvm \"a\" {\n\tinterface {\n\t\tswitch \"lan\"\n\t}\n\tmemory 1G\n} # end\n# two\nvm \"b\" { enable }\n";

        assertThat(parse(text).apply(new VmConfChange.RemoveVm("a")))
                .hasToString("# one\n# two\nvm \"b\" { enable }\n");
    }

    @Test
    void what_stands_in_a_comment_cannot_be_removed_or_changed() {
        VmConf conf = parse("# vm \"web\" {\n#\tdisable\n# }\n");

        assertThatThrownBy(() -> conf.apply(new VmConfChange.RemoveVm("web")))
                .satisfies(refusedWith(VmConfError.NOT_DEFINED));
    }

    @Test
    void an_unquoted_name_is_found() {
        assertThat(change("vm web {\n\tenable\n}\n", "web", VmDefinitionBuilder::disabled))
                .isEqualTo("vm web {\n\tdisable\n}\n");
        assertThatThrownBy(() -> parse("vm new {\n\tenable\n}\n").apply(new VmConfChange.AddVm(NEW)))
                .isInstanceOf(VmConfEditException.class)
                .hasMessage("The VM new is defined already, at /etc/vm.conf:1.");
    }

    @Test
    void one_option_changes_and_its_surroundings_stay() {
        String text = "vm \"a\" {\n  memory   512M   # half\n\n  # disks\n  disk \"/a\"\n}\n";

        assertThat(change(text, "a", vm -> vm.memory(MemorySize.of("2G"))))
                .isEqualTo(text.replace("memory   512M", "memory \"2048M\""));
        assertThat(change(text, "a", vm -> vm.disk(disk("/b"))))
                .isEqualTo(text.replace("\"/a\"\n", "\"/a\"\n  disk \"/b\"\n"));
        assertThat(change(text, "a", VmDefinitionBuilder::defaultMemory)).isEqualTo(text.replace("memory   512M", ""));
        assertThat(change(text, "a", vm -> vm.owner(Owner.user("alice"))))
                .isEqualTo(text.replace("\"/a\"\n", "\"/a\"\n  owner \"alice\"\n"));
        assertThat(change(text, "a", vm -> vm.disks(List.of(disk("/c"))))).isEqualTo(text.replace("/a", "/c"));
        assertThat(change(text, "a", vm -> vm.disks(List.of()))).isEqualTo(text.replace("  disk \"/a\"\n", ""));
        assertThat(change(text, "a", vm -> vm.instanceOf("p")))
                .isEqualTo(text.replace("vm \"a\"", "vm \"p\" instance \"a\""));
    }

    @Test
    void of_several_disks_those_that_stay_are_not_written() {
        String text = "vm \"a\" {\n\tdisk '/1' # one\n\tdisk '/2' # two\n\tdisk '/3' # three\n}\n";

        assertThat(change(text, "a", vm -> vm.disks(List.of(disk("/1"), disk("/3")))))
                .isEqualTo("vm \"a\" {\n\tdisk '/1' # one\n\t # two\n\tdisk '/3' # three\n}\n");
        assertThat(change(text, "a", vm -> vm.disks(List.of(disk("/0"), disk("/1"), disk("/2"), disk("/3")))))
                .isEqualTo(text.replace("disk '/1'", "disk \"/0\"\n\tdisk '/1'"));
        assertThat(change(text, "a", vm -> vm.disks(List.of(disk("/1"), disk("/x"), disk("/3"), disk("/4")))))
                .isEqualTo(text.replace("'/2'", "\"/x\"").replace("# three\n", "# three\n\tdisk \"/4\"\n"));
    }

    @Test
    void a_block_on_one_line_grows_and_shrinks() {
        String text = "vm \"a\" { memory 1G }\n";

        assertThat(change(text, "a", vm -> vm.disabled())).isEqualTo("vm \"a\" { memory 1G\n\tdisable\n }\n");
        assertThat(change(text, "a", VmDefinitionBuilder::defaultMemory)).isEqualTo("vm \"a\" { enable }\n");
        assertThat(change("vm \"a\" { disk '/1' }\n", "a", vm -> vm.disks(List.of(disk("/0"), disk("/1")))))
                .isEqualTo("vm \"a\" { disk \"/0\"\n\tdisk '/1'\n\t }\n");
        assertThat(change("vm \"a\" { disk '/1' memory 1G\n}\n", "a", vm -> vm.disk(disk("/2"))))
                .isEqualTo("vm \"a\" { disk '/1'\n\tdisk \"/2\"\n\t memory 1G\n}\n");
        assertThat(change("vm \"a\" { disable memory 1G\n}\n", "a", vm -> vm.autostart()))
                .isEqualTo("vm \"a\" { enable memory 1G\n}\n");
    }

    @Test
    void options_of_an_interface_change_one_by_one() {
        String text = "vm \"a\" {\n\tinterface {\n\t\tswitch 'lan' # home\n\t\tlladdr fe:e1:bb:0:0:1\n\t}\n}\n";

        assertThat(changeInterface(text, one -> one.onSwitch("dmz"))).isEqualTo(text.replace("'lan'", "\"dmz\""));
        assertThat(changeInterface(text, InterfaceDefinitionBuilder::locked))
                .isEqualTo(text.replace("lladdr fe:e1:bb:0:0:1", "locked lladdr \"fe:e1:bb:00:00:01\""));
        assertThat(changeInterface(text, InterfaceDefinitionBuilder::down))
                .isEqualTo(text.replace("0:0:1\n", "0:0:1\n\t\tdown\n"));
        assertThat(changeInterface(text, InterfaceDefinitionBuilder::local))
                .isEqualTo(text.replace("interface", "local interface"));
        assertThat(changeInterface(text, InterfaceDefinitionBuilder::randomLladdr))
                .isEqualTo(text.replace("\t\tlladdr fe:e1:bb:0:0:1\n", ""));
        assertThat(changeInterface("vm \"a\" {\n\tinterface { up }\n}\n", one -> one.rdomain(3)))
                .isEqualTo("vm \"a\" {\n\tinterface { up rdomain 3 }\n}\n");
    }

    @Test
    void the_only_option_of_an_interface_can_give_way_to_another() {
        String text = "vm \"a\" {\n\tinterface {\n\t\tswitch 'lan'\n\t} # net\n}\n";
        VmConf conf = parse(text);
        VmDefinition vm = conf.vm("a").orElseThrow().value();

        assertThat(conf.apply(new VmConfChange.ChangeVm(vm.toBuilder()
                        .interfaces(
                                List.of(InterfaceDefinition.builder().group("g").build()))
                        .build())))
                .hasToString(text.replace("switch 'lan'", "group \"g\""));
        assertThat(conf.apply(new VmConfChange.ChangeVm(vm.toBuilder()
                        .interfaces(List.of(InterfaceDefinition.builder().build()))
                        .build())))
                .hasToString("vm \"a\" {\n\tinterface # net\n}\n");
    }

    @Test
    void an_interface_without_braces_is_written_anew() {
        assertThat(changeInterface(
                        "vm \"a\" {\n\tinterface switch \"x\" group \"y\", up # net\n\tenable\n}\n",
                        one -> one.onSwitch("z")))
                .isEqualTo("vm \"a\" {\n\tinterface {\n\t\tswitch \"z\"\n\t\tgroup \"y\"\n\t} # net\n\tenable\n}\n");
        assertThat(changeInterface("vm \"a\" {\n\tinterface\n}\n", one -> one.tap("tap1")))
                .isEqualTo("vm \"a\" {\n\tinterface \"tap1\"\n}\n");
        assertThat(change(
                        "vm \"a\" { enable }\n",
                        "a",
                        vm -> vm.networkInterface(
                                InterfaceDefinition.builder().onSwitch("lan").build())))
                .isEqualTo("vm \"a\" { enable\n\tinterface {\n\t\tswitch \"lan\"\n\t\tlladdr \""
                        + MacAddress.derivedFrom("a/0") + "\"\n\t}\n }\n");
    }

    @Test
    void repeated_options_are_changed_where_they_hold() {
        String text = "vm \"a\" {\n\towner root\n\tallow instance boot\n\towner alice\n\tallow instance disk\n}\n";

        assertThat(change(text, "a", vm -> vm.owner(Owner.uid(7)))).isEqualTo(text.replace("owner alice", "owner 7"));
        assertThat(change(text, "a", VmDefinitionBuilder::withoutOwner))
                .isEqualTo("vm \"a\" {\n\tallow instance boot\n\tallow instance disk\n}\n");
        assertThat(change(
                        text,
                        "a",
                        vm -> vm.instanceRights(new InstanceRights(Set.of(InstanceRight.DISK), Optional.empty()))))
                .isEqualTo("vm \"a\" {\n\towner root\n\towner alice\n\tallow instance { disk }\n}\n");
    }

    @Test
    void a_number_before_a_comment_stays_a_number() {
        assertThat(change("vm \"a\" {\n\towner alice# me\n}\n", "a", vm -> vm.owner(Owner.uid(7))))
                .isEqualTo("vm \"a\" {\n\towner 7 # me\n}\n");
    }

    @Test
    void a_macro_is_replaced_where_it_is_used_and_not_where_it_is_defined() {
        String text = "mem = \"1G\"\nvm \"a\" {\n\tmemory $mem\n}\nvm \"b\" {\n\tmemory $mem\n}\n";

        assertThat(change(text, "a", vm -> vm.memory(MemorySize.of("2G"))))
                .isEqualTo("mem = \"1G\"\nvm \"a\" {\n\tmemory \"2048M\"\n}\nvm \"b\" {\n\tmemory $mem\n}\n");
    }

    @Test
    void a_change_that_would_drag_something_else_along_is_refused() {
        String two = "both = \"disable memory 1G\"\nvm \"a\" {\n\t$both\n}\n";

        assertThatThrownBy(() -> change(two, "a", VmDefinitionBuilder::defaultMemory))
                .satisfies(refusedWith(VmConfError.ENTANGLED));
    }

    @Test
    void a_vm_of_an_included_file_is_changed_there() {
        TestHost host = new TestHost().with("/etc/more.conf", "vm \"more\" {\n\tenable\n}\n");
        VmConf conf = host.read("include \"/etc/more.conf\"\nvm \"a\" { enable }\n");

        VmConf after = conf.apply(new VmConfChange.ChangeVm(
                conf.vm("more").orElseThrow().value().toBuilder().disabled().build()));

        assertThat(after).hasToString(conf.toString());
        assertThat(after.changesSince(conf)).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("/etc/more.conf");
            assertThat(change.after()).hasToString("vm \"more\" {\n\tdisable\n}\n");
        });
    }

    @Test
    void a_vm_that_stands_in_no_file_as_a_whole_is_not_changed() {
        TestHost host = new TestHost().with("/half", "vm \"b\" {\n\tdisable\n");
        VmConf conf = host.read("include \"/half\"\n}\n");

        assertThatThrownBy(() -> conf.apply(new VmConfChange.RemoveVm("b")))
                .isInstanceOf(VmConfEditException.class)
                .hasMessageContaining("/half:1");
    }

    @Test
    void a_vm_that_is_defined_twice_is_not_changed() {
        VmConf conf = parse("vm a { enable }\nvm a { disable }\n");

        assertThatThrownBy(() -> conf.apply(new VmConfChange.RemoveVm("a")))
                .isInstanceOf(VmConfEditException.class)
                .hasMessageContaining("/etc/vm.conf:1, /etc/vm.conf:2");
    }

    @Test
    void what_is_added_does_not_end_up_in_a_comment() {
        for (String text : List.of("# x", "# x\\", "# x\\\n", "# x\\\\\n", "vm a { enable }", "\n\n", "# x\\\n\\\n")) {
            VmConf after = parse(text).apply(new VmConfChange.AddVm(NEW));

            assertThat(after.toString()).startsWith(text);
            assertThat(after.vm("new")).isPresent();
        }
    }

    @Test
    void adding_and_removing_again_and_again_does_not_make_the_file_grow() {
        VmConf once = parse("vm a { enable }\n").apply(new VmConfChange.AddVm(NEW), new VmConfChange.RemoveVm("a"));
        VmConf conf = once;
        for (int i = 0; i < 5; i++) {
            conf = conf.apply(new VmConfChange.RemoveVm("new")).apply(new VmConfChange.AddVm(NEW));
        }
        assertThat(conf.toString().length()).isLessThanOrEqualTo(once.toString().length());
    }

    @Test
    void several_changes_are_made_at_once_or_not_at_all() {
        VmConf conf = parse("vm a { enable }\nvm b { enable }\n");

        assertThat(conf.apply(new VmConfChange.RemoveVm("a"), new VmConfChange.AddVm(NEW))
                        .vms())
                .extracting(vm -> vm.value().name())
                .containsExactly("b", "new");
        assertThatThrownBy(() -> conf.apply(new VmConfChange.RemoveVm("a"), new VmConfChange.RemoveVm("a")))
                .satisfies(refusedWith(VmConfError.CHANGED_TWICE));
    }

    @Test
    void names_and_values_that_vmd_would_choke_on_are_refused() {
        for (String name : List.of("a b", "123", "-x", "", "a".repeat(64))) {
            assertThatThrownBy(() -> new VmConfChange.AddVm(
                            VmDefinition.builderOfObserved(name).build()))
                    .isInstanceOf(InvalidValueException.class);
        }
        for (String path : List.of("/a\nb", "/a\0", "/a\\", "/".repeat(9000))) {
            assertThatThrownBy(() -> parse("")
                            .apply(new VmConfChange.AddVm(
                                    NEW.toBuilder().cdrom(path).build())))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    void a_file_of_other_bytes_keeps_them() {
        byte[] bytes = "# caf\u00e9\nvm a { enable }\n".getBytes(StandardCharsets.ISO_8859_1);

        VmConf after = VmConf.parse("/etc/vm.conf", bytes).apply(new VmConfChange.AddVm(NEW));

        assertThat(after.bytes()).startsWith(bytes);
    }

    @Test
    void a_change_can_be_shown_as_a_diff() {
        VmConf conf = parse("# one\nvm a {\n\tenable\n}\n");
        VmConf after = conf.apply(new VmConfChange.ChangeVm(
                conf.vm("a").orElseThrow().value().toBuilder().disabled().build()));

        assertThat(after.changesSince(conf))
                .singleElement()
                .satisfies(change -> assertThat(change.diff()).isEqualTo("""
                        --- /etc/vm.conf
                        +++ /etc/vm.conf
                        @@ -1,4 +1,4 @@
                         # one
                         vm a {
                        -	enable
                        +	disable
                         }
                        """));
        assertThat(conf.changesSince(conf)).isEmpty();
        assertThat(parse("# x").apply(new VmConfChange.AddVm(NEW)).changesSince(parse("# x")))
                .singleElement()
                .satisfies(change -> assertThat(change.diff()).contains("\\ No newline at end of file"));
    }
}
