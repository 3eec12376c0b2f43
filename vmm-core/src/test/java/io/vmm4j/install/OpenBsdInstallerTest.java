package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.HostPath;
import io.vmm4j.InvalidValueException;
import io.vmm4j.Ipv4Address;
import io.vmm4j.MacAddress;
import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.GuestFile.Delivery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenBsdInstallerTest {

    private static final OpenBsdInstaller INSTALLER = OpenBsdInstaller.of(new OpenBsdRelease(7, 8, Optional.empty()));
    private static final HostAddresses ADDRESSES =
            new HostAddresses(Ipv4Address.of("100.64.3.2"), Ipv4Address.of("100.64.3.3"));

    private static String text(GuestFiles files, String name) {
        return files.find(name).orElseThrow().content().text();
    }

    @Test
    void a_lean_guest_needs_its_answers_and_a_server_only() {
        GuestSetup setup =
                GuestSetup.builder("web1").root(RootLogin.withKey(Setups.KEY)).build();

        GuestFiles files = INSTALLER.files(Setups.openBsd(), setup);

        assertThat(files.files()).extracting(GuestFile::name).containsExactly("httpd.conf", "install.conf");
        assertThat(text(files, "install.conf"))
                .contains("System hostname = web1\n")
                .contains("Password for root account = *************\n")
                .contains("Public ssh key for root account = " + Setups.KEY + "\n")
                .contains("Allow root ssh login = prohibit-password\n")
                .contains("Setup a user = no\n")
                .endsWith("Location of sets = done\n");
    }

    @Test
    void every_answer_is_taken_and_no_question_left_to_its_default() {
        for (GuestSetup setup : List.of(
                GuestSetup.builder("web1").build(),
                Setups.full().build(),
                Setups.full().network(GuestNetwork.dhcp()).build())) {
            for (OpenBsdInstaller installer : List.of(
                    INSTALLER,
                    INSTALLER.template(DisklabelTemplate.rootAndSwap("2G-* 90%", "512M")),
                    OpenBsdInstaller.of(new OpenBsdRelease(7, 9, Optional.of("current"))))) {
                String answers = text(installer.files(Setups.openBsd(), setup), "install.conf");
                InstallTarget target = InstallTarget.netbooted(new OpenBsdRelease(7, 9, Optional.empty()))
                        .withUnsigned("site");

                assertThat(InstallerDialogue.check(ResponseFile.parse(ADDRESSES.fill(answers)), target))
                        .isEmpty();
            }
        }
    }

    @Test
    void sets_come_from_the_cdrom_where_that_is_asked_for() {
        GuestSetup setup = GuestSetup.builder("web1").build();

        assertThatThrownBy(() -> INSTALLER.sets(SetsSource.cdrom()).files(Setups.openBsd(), setup))
                .hasMessageContaining("cdrom");
        String answers = text(
                INSTALLER
                        .sets(SetsSource.cdrom().select(List.of("-x*")))
                        .files(
                                Setups.openBsd().toBuilder()
                                        .cdrom(HostPath.of("/var/vmm/install78.iso"))
                                        .build(),
                                setup),
                "install.conf");
        assertThat(answers).contains("""
                        Location of sets = cd0
                        Pathname to the sets = 7.8/amd64
                        Set name(s) = -x* done
                        Continue without verification = yes
                        Location of sets = done
                        """);
    }

    @Test
    void what_the_installer_cannot_be_answered_comes_by_the_site_set() throws IOException {
        GuestFiles files = INSTALLER.files(Setups.openBsd(), Setups.full().build());

        assertThat(text(files, "site/index.txt")).endsWith(" site78.tgz\n");
        List<String> names = new ArrayList<>();
        byte[] tgz = files.find("site/site78.tgz").orElseThrow().content().bytes();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GzipCompressorInputStream(new ByteArrayInputStream(tgz)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(Integer.toOctalString(entry.getMode() & 07777) + " " + entry.getUserName() + " "
                        + entry.getName());
            }
        }
        assertThat(names)
                .containsExactly(
                        "600 root ./etc/ssh/ssh_host_ed25519_key",
                        "644 root ./etc/ssh/ssh_host_ed25519_key.pub",
                        "600 root ./etc/vmm4j.firsttime",
                        "700 root ./install.site");
        assertThat(files.hostKey()).contains(Setups.HOST_KEY.publicKey());
    }

    @Test
    void the_same_setup_gives_the_same_bytes() {
        GuestSetup setup = Setups.full().build();

        assertThat(INSTALLER.files(Setups.openBsd(), setup)).isEqualTo(INSTALLER.files(Setups.openBsd(), setup));
    }

    @Test
    void tar_of_the_machine_reads_the_site_set() throws Exception {
        Machine.require("tar");
        byte[] tgz = INSTALLER
                .files(Setups.openBsd(), Setups.full().build())
                .find("site/site78.tgz")
                .orElseThrow()
                .content()
                .bytes();
        Path file = Files.createTempFile("site", ".tgz");
        try {
            Files.write(file, tgz);
            assertThat(Machine.run("tar", "tvzf", file.toString()))
                    .contains("root/wheel")
                    .contains("./install.site");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void secrets_are_masked_and_never_in_a_readable_file() {
        GuestFiles files = INSTALLER.files(Setups.openBsd(), Setups.full().build());
        String hash = Setups.BCRYPT.text();
        String key = Setups.HOST_KEY.privateKey().lines().skip(1).findFirst().orElseThrow();

        assertThat(files.show()).doesNotContain(hash).doesNotContain(key).contains("********");
        assertThat(files.toString()).doesNotContain(hash).doesNotContain(key);
        assertThat(files.files())
                .filteredOn(file -> file.content().text().contains(hash)
                        || file.content().text().contains(key))
                .isNotEmpty()
                .allMatch(file -> file.secret() && (file.mode() & 077) == 0);
    }

    @Test
    void addresses_come_to_their_places_once_they_are_known() {
        GuestFiles files = INSTALLER
                .template(DisklabelTemplate.rootAndSwap("2G-*", "512M"))
                .files(Setups.openBsd(), Setups.full().build());

        GuestFiles filled = files.fill(ADDRESSES);

        assertThat(text(files, "install.conf")).contains("http://@VMM4J-HOST@/disklabel");
        assertThat(text(filled, "install.conf"))
                .contains("http://100.64.3.2/disklabel")
                .doesNotContain("@VMM4J");
        assertThat(filled.find("site/site78.tgz")).isEqualTo(files.find("site/site78.tgz"));
    }

    @Test
    void a_known_ethernet_address_names_the_answers() {
        GuestSetup setup = GuestSetup.builder("web1")
                .lladdr(MacAddress.of("fe:e1:bb:01:02:03"))
                .build();

        assertThat(INSTALLER.files(Setups.openBsd(), setup).by(Delivery.HTTP))
                .extracting(GuestFile::name)
                .containsExactly("fe:e1:bb:01:02:03-install.conf");
    }

    @Test
    void a_server_shows_each_client_its_own_directory() {
        assertThat(AnswerServer.configuration(ADDRESSES, HostPath.of("/var/www/vmm4j.AbC123")))
                .isEqualTo("""
                        chroot "/var/www/vmm4j.AbC123"
                        prefork 1
                        default type text/plain

                        server "vmm4j" {
                        \tlisten on 100.64.3.2 port 80
                        \tno log
                        \troot "/"
                        \tlocation "*" {
                        \t\trequest rewrite "/$REMOTE_ADDR$DOCUMENT_URI"
                        \t}
                        }
                        """);
        assertThatThrownBy(() -> AnswerServer.configuration(ADDRESSES, HostPath.of("/var/www/a\"b")))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "_ops", "www", "build", "abcdefghijklmnopqrstuvwxyz012345"})
    void a_user_that_the_installer_would_leave_out_is_refused(String name) {
        GuestSetup setup = GuestSetup.builder("web1").user(GuestUser.of(name)).build();

        assertThatThrownBy(() -> INSTALLER.files(Setups.openBsd(), setup)).hasMessageContaining(name);
    }

    @Test
    void a_hash_that_would_become_the_password_is_refused() {
        GuestSetup setup = GuestSetup.builder("web1")
                .root(RootLogin.withPassword(Setups.SHA))
                .build();

        assertThatThrownBy(() -> INSTALLER.files(Setups.openBsd(), setup)).hasMessageContaining("SHA-512-crypt");
    }

    @Test
    void a_vm_that_does_not_boot_from_the_network_is_refused() {
        GuestSetup setup = GuestSetup.builder("web1").build();

        assertThatThrownBy(() -> INSTALLER.files(Setups.linux(), setup))
                .hasMessageContaining("booted from the network");
    }

    @Test
    void a_template_without_root_is_refused() {
        assertThat(DisklabelTemplate.rootAndSwap("2G-* 90%", "512M").text()).isEqualTo("/ 2G-* 90%\nswap 512M\n");
        assertThatThrownBy(() -> new DisklabelTemplate(List.of(new DisklabelTemplate.Row("swap", "1G"))))
                .hasMessageContaining("no /");
        assertThatThrownBy(() -> new DisklabelTemplate.Row("/", "lots")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new DisklabelTemplate.Row("/a b", "1G")).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/x", "/etc/../x", "/etc//x", "/", "/etc/x\n", "/etc/./x"})
    void a_path_outside_of_the_guest_is_refused(String path) {
        assertThatThrownBy(() -> SiteSet.Entry.text(path, 0644, "x")).isInstanceOf(InvalidValueException.class);
    }
}
