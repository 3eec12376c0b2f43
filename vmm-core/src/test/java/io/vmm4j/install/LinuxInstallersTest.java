package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.VmSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of the Linux installers, judged by debconf-set-selections(1), cloud-init and the shells. */
class LinuxInstallersTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * The sections of an autoinstall file that we write, and their types, from Ubuntu's reference of autoinstall. Written
     * anew from that page's facts: the published schema has another licence than ours.
     */
    private static final Map<String, Predicate<JsonNode>> SECTIONS = Map.ofEntries(
            Map.entry("version", node -> node.isInt() && node.intValue() == 1),
            Map.entry("locale", JsonNode::isTextual),
            Map.entry("keyboard", node -> node.path("layout").isTextual()),
            Map.entry("network", node -> node.path("version").intValue() == 2),
            Map.entry(
                    "storage",
                    node -> Set.of("direct", "lvm")
                            .contains(node.at("/layout/name").asText())),
            Map.entry(
                    "ssh",
                    node -> node.path("install-server").isBoolean()
                            && node.path("allow-pw").isBoolean()),
            Map.entry("timezone", JsonNode::isTextual),
            Map.entry("user-data", JsonNode::isObject),
            Map.entry("late-commands", JsonNode::isArray),
            Map.entry("shutdown", node -> Set.of("reboot", "poweroff").contains(node.asText())));

    @TempDir
    Path directory;

    private static String text(GuestFiles files, String name) {
        return files.find(name).orElseThrow().content().text();
    }

    private static GuestFiles debian(GuestSetup setup) {
        return DebianPreseedInstaller.create().files(Setups.linux(), setup);
    }

    @Test
    void debconf_takes_the_preseed_file() throws Exception {
        Machine.require("debconf-set-selections");
        Path file = directory.resolve("preseed.cfg");
        for (GuestSetup setup : List.of(
                GuestSetup.builder("web1").build(), Setups.full(Setups.SHA).build())) {
            Files.writeString(file, text(debian(setup), "preseed.cfg"));

            Machine.Said said = Machine.say("", List.of("debconf-set-selections", "--checkonly", file.toString()));
            assertThat(said.stderr()).isEmpty();
            assertThat(said.status()).isZero();
        }
    }

    @Test
    void debconf_would_have_found_a_broken_line() throws Exception {
        Machine.require("debconf-set-selections");
        Path file = directory.resolve("preseed.cfg");
        String good = text(debian(Setups.full(Setups.SHA).build()), "preseed.cfg");
        Files.writeString(file, good.replace("netcfg/get_hostname string web1", "netcfg/get_hostname\nstring web1"));

        assertThat(Machine.say("", List.of("debconf-set-selections", "--checkonly", file.toString()))
                        .status())
                .isNotZero();
    }

    @Provide
    Arbitrary<GuestSetup> setups() {
        return SetupArbitraries.setups(Setups.SHA);
    }

    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void a_preseed_file_has_one_answer_a_line_whatever_the_setup(@ForAll("setups") GuestSetup setup) {
        assertThat(text(debian(setup), "preseed.cfg").lines())
                .allMatch(
                        line -> line.matches(
                                "(d-i|tasksel|popularity-contest) [a-z/_-]+ (string|boolean|select|multiselect|password|note)( [!-~ ]+)?"));
        assertThat(debian(setup).kernelArguments()).allMatch(argument -> argument.matches("[!-~]+"));
    }

    @Test
    void the_preseed_file_holds_the_script_that_is_shown() {
        GuestFiles files = debian(Setups.full(Setups.SHA).build());
        String encoded = text(files, "preseed.cfg").replaceAll("(?s).*printf %s (\\S+) .*", "$1");

        assertThat(new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8))
                .isEqualTo(text(files, DebianPreseedInstaller.SCRIPT));
        assertThat(files.show()).doesNotContain(encoded).doesNotContain(Setups.SHA.text());
    }

    @Test
    void debian_speaks_on_the_serial_port_and_turns_itself_off() {
        GuestFiles files = debian(Setups.full(Setups.SHA).build());

        assertThat(files.kernelArguments())
                .contains("console=ttyS0,115200n8", "url=http://@VMM4J-HOST@/preseed.cfg", "hostname=web1")
                .contains("netcfg/get_ipaddress=10.10.0.5")
                .endsWith("---");
        assertThat(text(files, "preseed.cfg"))
                .contains("d-i debian-installer/exit/poweroff boolean true\n")
                .contains("d-i debian-installer/add-kernel-opts string console=ttyS0,115200n8\n")
                .contains("d-i grub-installer/bootdev string /dev/vda\n")
                .contains("d-i passwd/root-password-crypted password " + Setups.SHA.text() + "\n");
    }

    @Test
    void the_disk_is_the_new_one_where_a_medium_comes_first() {
        VmSpec vm = VmSpec.builder("web1")
                .disk(DiskImage.of("raw:/var/vmm/debian.iso"))
                .disk(DiskSpec.blank(DiskImage.of("raw:/var/vmm/web1.raw"), DiskSize.of("20G")))
                .build();
        GuestSetup setup = GuestSetup.builder("web1").build();

        assertThat(text(DebianPreseedInstaller.create().files(vm, setup), "preseed.cfg"))
                .contains("partman-auto/disk string /dev/vdb\n");
        assertThat(text(UbuntuAutoinstallInstaller.create().files(vm, setup), "user-data"))
                .contains("/dev/vdb");
        assertThat(text(AlpineInstaller.create().files(vm, setup), AlpineInstaller.ANSWERS))
                .contains("-m sys /dev/vdb");
    }

    @Test
    void an_autoinstall_file_has_only_sections_that_subiquity_knows() throws Exception {
        for (GuestSetup setup : List.of(
                GuestSetup.builder("web1").build(), Setups.full(Setups.SHA).build())) {
            GuestFiles files = UbuntuAutoinstallInstaller.create().files(Setups.linux(), setup);
            JsonNode section = YAML.readTree(text(files, "user-data")).path("autoinstall");

            section.properties()
                    .forEach(entry -> assertThat(SECTIONS.get(entry.getKey()))
                            .as(entry.getKey())
                            .isNotNull()
                            .accepts(entry.getValue()));
            // It replaces the identity section, which must be there otherwise.
            assertThat(section.path("user-data").path("users")).isNotEmpty();
            assertThat(section.path("shutdown").textValue()).isEqualTo("poweroff");
            assertThat(files.kernelArguments()).containsExactly("autoinstall", "console=ttyS0,115200n8", "---");
        }
    }

    @Test
    void cloud_init_takes_what_ubuntu_hands_on_to_it() throws Exception {
        Machine.require("cloud-init");
        GuestFiles files = UbuntuAutoinstallInstaller.create()
                .files(Setups.linux(), Setups.full(Setups.SHA).build());
        JsonNode inner = YAML.readTree(text(files, "user-data")).at("/autoinstall/user-data");
        Path file = directory.resolve("user-data");
        Files.writeString(file, "#cloud-config\n" + YAML.writeValueAsString(inner));

        assertThat(Machine.run("cloud-init", "schema", "--config-file", file.toString()))
                .startsWith("Valid cloud-config");
    }

    @Test
    void the_shell_reads_alpines_answers_as_they_were_meant() throws Exception {
        GuestFiles files = AlpineInstaller.create()
                .files(Setups.linux(), Setups.full(Setups.SHA).build());
        String ask =
                "\nprintf '%s|' \"$HOSTNAMEOPTS\" \"$DNSOPTS\" \"$TIMEZONEOPTS\" \"$DISKOPTS\"; printf \"$INTERFACESOPTS\"\n";

        Machine.Said said = Machine.say(text(files, AlpineInstaller.ANSWERS) + ask, List.of("sh", "-s"));

        assertThat(said.stdout())
                .isEqualTo("-n web1.example.com|-d example.com 10.10.0.1 9.9.9.9|-z Europe/Amsterdam|-m sys /dev/vda|"
                        + "auto lo\niface lo inet loopback\n\nauto eth0\niface eth0 inet static\n\taddress 10.10.0.5\n"
                        + "\tnetmask 255.255.255.0\n\tgateway 10.10.0.1\n");
        Machine.Said parsed = Machine.say(text(files, AlpineInstaller.INSTALL), List.of("sh", "-n"));
        assertThat(parsed.status()).as(parsed.stderr()).isZero();
        assertThat(text(files, AlpineInstaller.INSTALL)).endsWith("poweroff\n");
    }

    @Test
    void a_person_is_told_what_to_answer_and_no_secret() {
        String notes = text(
                ManualInstaller.of("FreeBSD")
                        .files(Setups.linux(), Setups.full(Setups.SHA).build()),
                ManualInstaller.NOTES);

        assertThat(notes)
                .contains("host name: web1.example.com")
                .contains("10.10.0.5/24")
                .contains("user dev: without a password")
                .doesNotContain(Setups.SHA.text());
    }
}
