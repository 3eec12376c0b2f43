package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vmm4j.MacAddress;
import io.vmm4j.install.CloudImageInstaller.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds, judged by the real {@code cloud-init schema} and {@code netplan generate}. */
class CloudImageInstallerTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final int MANY = 60;

    /** Validates documents by cloud-init's own module, one process for many, and prints what it read. */
    private static final String VALIDATE = """
            import json, sys, yaml
            from cloudinit.config import schema
            rules = schema.get_schema()
            for name in sys.argv[1:]:
                schema.validate_cloudconfig_file(name, rules)
                print(json.dumps(yaml.safe_load(open(name, encoding="utf-8"))))
            """;

    @TempDir
    Path directory;

    private static GuestFiles files(GuestSetup setup, Image image) {
        return CloudImageInstaller.of(image).files(Setups.linux(), setup);
    }

    private static String text(GuestFiles files, String name) {
        return files.find(name).orElseThrow().content().text();
    }

    @ParameterizedTest
    @EnumSource(Image.class)
    void cloud_init_finds_user_data_valid(Image image) throws Exception {
        Machine.require("cloud-init");
        Path file = directory.resolve("user-data");
        for (GuestSetup setup : List.of(
                GuestSetup.builder("web1").build(), Setups.full(Setups.SHA).build())) {
            Files.writeString(file, text(files(setup, image), "user-data"));

            Machine.Said said = Machine.say("", List.of("cloud-init", "schema", "--config-file", file.toString()));
            assertThat(said.stdout() + said.stderr()).startsWith("Valid cloud-config");
            assertThat(said.status()).isZero();
        }
    }

    @Test
    void cloud_init_would_have_found_it_invalid() throws Exception {
        Machine.require("cloud-init");
        Path file = directory.resolve("user-data");
        String good = text(files(Setups.full(Setups.SHA).build(), Image.DEBIAN), "user-data");
        Files.writeString(file, good.replace("packages:", "packages: 3\nold:"));

        assertThat(Machine.say("", List.of("cloud-init", "schema", "--config-file", file.toString()))
                        .status())
                .isNotZero();
    }

    @Provide
    Arbitrary<List<GuestSetup>> setups() {
        return SetupArbitraries.setups(Setups.SHA).list().ofSize(MANY);
    }

    @Property(tries = 1, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void cloud_init_reads_of_any_setup_what_was_meant(@ForAll("setups") List<GuestSetup> setups) throws Exception {
        if (!Machine.has("cloud-init")) {
            return;
        }
        Path folder = Files.createTempDirectory("seeds");
        List<String> argv = new ArrayList<>(List.of("/usr/bin/python3", "-c", VALIDATE));
        for (int i = 0; i < setups.size(); i++) {
            Path file = folder.resolve(i + ".yaml");
            Files.writeString(file, text(files(setups.get(i), Image.DEBIAN), "user-data"));
            argv.add(file.toString());
        }

        Machine.Said said = Machine.say("", argv);

        assertThat(said.status()).as(said.stderr()).isZero();
        List<String> read = said.stdout().lines().toList();
        assertThat(read).hasSameSizeAs(setups);
        for (int i = 0; i < read.size(); i++) {
            assertMeans(new ObjectMapper().readTree(read.get(i)), setups.get(i));
            Files.delete(folder.resolve(i + ".yaml"));
        }
        Files.delete(folder);
    }

    private static void assertMeans(JsonNode config, GuestSetup setup) {
        assertThat(config.path("hostname").asText()).isEqualTo(setup.hostname().shortName());
        assertThat(config.path("users")).hasSize(setup.users().size() + 1);
        for (int i = 0; i < setup.users().size(); i++) {
            JsonNode user = config.path("users").path(i + 1);
            GuestUser wanted = setup.users().get(i);
            assertThat(user.path("name").textValue()).isEqualTo(wanted.name().value());
            assertThat(user.path("gecos").textValue())
                    .isEqualTo(wanted.fullName().orElse(null));
            assertThat(texts(user.path("ssh_authorized_keys")))
                    .isEqualTo(
                            wanted.keys().stream().map(SshPublicKey::toString).toList());
            assertThat(user.path("lock_passwd").booleanValue())
                    .isEqualTo(wanted.password().isEmpty());
        }
        List<String> commands = new ArrayList<>();
        config.path("runcmd").forEach(command -> commands.add(command.path(2).textValue()));
        assertThat(commands)
                .isEqualTo(
                        setup.firstBoot().stream().map(FirstBootCommand::script).toList());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.textValue()));
        return texts;
    }

    @Test
    void netplan_takes_the_network_configuration() throws Exception {
        Machine.require("netplan");
        GuestSetup dhcp = GuestSetup.builder("web1").build();
        for (GuestSetup setup : List.of(
                dhcp,
                dhcp.toBuilder().lladdr(MacAddress.of("fe:e1:bb:00:00:01")).build(),
                Setups.full(Setups.SHA).build(),
                dhcp.toBuilder()
                        .network(GuestNetwork.fixed("100.64.3.3/31", "100.64.3.2", "100.64.3.2"))
                        .build())) {
            Path plan =
                    Files.createDirectories(directory.resolve("etc/netplan")).resolve("50-cloud-init.yaml");
            Files.writeString(
                    plan,
                    "network:\n"
                            + text(files(setup, Image.UBUNTU), "network-config").indent(2));
            Files.setPosixFilePermissions(plan, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));

            Machine.Said said =
                    Machine.say("", List.of("/usr/sbin/netplan", "generate", "--root-dir", directory.toString()));

            assertThat(said.stderr()).isEmpty();
            assertThat(said.status()).isZero();
            Path rendered = directory.resolve("run/systemd/network/10-netplan-eth0.network");
            if (setup.network() instanceof GuestNetwork.Fixed fixed) {
                assertThat(Files.readString(rendered))
                        .contains("Address=" + fixed.cidr())
                        .contains("Gateway=" + fixed.gateway());
            } else {
                assertThat(Files.readString(rendered)).contains("DHCP=ipv4");
            }
        }
    }

    @Test
    void the_network_is_matched_by_the_ethernet_address_where_it_is_known() throws IOException {
        GuestSetup setup = GuestSetup.builder("web1")
                .lladdr(MacAddress.of("fe:e1:bb:00:00:01"))
                .build();

        JsonNode network = YAML.readTree(text(files(setup, Image.DEBIAN), "network-config"));

        assertThat(network.at("/version").intValue()).isEqualTo(2);
        assertThat(network.at("/ethernets/eth0/match/macaddress").textValue()).isEqualTo("fe:e1:bb:00:00:01");
    }

    @Test
    void another_setup_is_another_instance() throws IOException {
        GuestSetup setup = Setups.full(Setups.SHA).build();
        GuestSetup other = setup.toBuilder().addPackage("vim").build();

        String id = YAML.readTree(text(files(setup, Image.DEBIAN), "meta-data"))
                .path("instance-id")
                .textValue();

        assertThat(id).startsWith("vmm4j-web1-");
        assertThat(text(files(setup, Image.DEBIAN), "meta-data")).contains(id);
        assertThat(text(files(other, Image.DEBIAN), "meta-data")).doesNotContain(id);
    }

    @Test
    void the_host_key_is_injected_and_told() throws IOException {
        GuestFiles files = files(Setups.full(Setups.SHA).build(), Image.DEBIAN);

        assertThat(files.hostKey()).contains(Setups.HOST_KEY.publicKey());
        assertThat(files.seedLabel()).contains("cidata");
        assertThat(YAML.readTree(text(files, "user-data"))
                        .at("/ssh_keys/ed25519_private")
                        .textValue())
                .isEqualTo(Setups.HOST_KEY.privateKey());
        assertThat(text(files, "user-data")).doesNotContain("power_state");
    }

    @Test
    void secrets_are_masked_for_people() {
        String shown = files(Setups.full(Setups.SHA).build(), Image.DEBIAN).show();

        assertThat(shown).contains("********").doesNotContain(Setups.SHA.text());
        Setups.HOST_KEY
                .privateKey()
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .forEach(line -> assertThat(shown).doesNotContain(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "sudo", "systemd-network", "www-data", "_apt"})
    void a_user_that_the_system_has_is_refused(String name) {
        GuestSetup setup = GuestSetup.builder("web1").user(GuestUser.of(name)).build();

        assertThatThrownBy(() -> files(setup, Image.DEBIAN)).hasMessageContaining(name);
    }

    @Test
    void a_hash_or_a_package_of_another_system_is_refused() {
        assertThatThrownBy(() -> files(Setups.full(Setups.BCRYPT).build(), Image.UBUNTU))
                .hasMessageContaining("bcrypt");
        GuestSetup setup = GuestSetup.builder("web1").addPackage("vim--no_x11").build();
        assertThatThrownBy(() -> files(setup, Image.DEBIAN)).hasMessageContaining("vim--no_x11");
    }
}
