package io.vmm4j.testkit.internal.openbsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedLabel;
import io.vmm4j.testkit.SimulatedLabel.Kind;
import io.vmm4j.testkit.SimulatedMedia;
import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.GuestEnd;
import io.vmm4j.testkit.internal.board.Lease;
import io.vmm4j.testkit.internal.board.Parts.BootOrder;
import io.vmm4j.testkit.internal.board.SystemArea;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated installer writes what the real one wrote, given the same answers. */
class InstallerTranscriptsTest {

    private static final String SERVER = "http://10.0.2.2:8099/pub/OpenBSD/";
    private static final String UNTIL_HERE = "Performing non-interactive install...\n";

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(
                InstallerTranscriptsTest.class.getResourceAsStream("/installer-7.6/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The transcripts were captured with another network card, and with a display, which is asked about; a VM has none. What depends on
     * the machine's speed and on chance is taken out too.
     */
    private static String normal(String text) {
        return withoutChance(text.replace("vio0", "re0").replace("em0", "vio0"));
    }

    private static String withoutChance(String text) {
        return text.replace("\r\n", "\n")
                .replaceAll("(?m)^[^\n]*\r(?!\n)", "")
                .replaceAll("(?m)^Do you want the X Window System .*\n", "")
                .replaceAll("\\([0-9a-f]{16}\\.", "(DUID.")
                .replaceAll("00:0[0-9]", "00:00")
                .replaceAll("(?m)[ ]+$", "")
                .strip();
    }

    private static String normalTranscript(String name) {
        return normal(resource(name + ".txt"))
                .replaceAll("(?m)^(\\(Ended|Sets are).*\n", "")
                .strip();
    }

    /** The lines of the successful file, changed: a line without an answer is left out. */
    private static String answers(String... changes) {
        List<String> lines =
                new ArrayList<>(resource("autoinstall-success.conf").lines().toList());
        for (String change : changes) {
            String key = change.split(" *= *", 2)[0];
            boolean replaced = false;
            for (int i = 0; i < lines.size() && !replaced; i++) {
                if (lines.get(i).startsWith(key + " =")) {
                    replaced = true;
                    lines.set(i, change);
                }
            }
            if (!replaced) {
                lines.add(change);
            }
        }
        return String.join("\n", lines).replace("em0", "vio0") + "\n";
    }

    private static TableBoard board(Optional<Lease> lease) {
        TableBoard board = new TableBoard(BootOrder.DEFAULT, Optional.empty(), lease);
        new Mirror().serve(board, SERVER + "snapshots/amd64", true);
        return board.page("http://10.0.2.2:8099/layout", "/ 1G-* 80%\nswap 256M\n");
    }

    /** What is on the screen from the first question on. */
    private static String unattended(TableBoard board, String answers) {
        return unattended(board, answers, "7.6-current");
    }

    private static String unattended(TableBoard board, String answers, String version) {
        board.page("http://answers/install.conf", answers).types("a", "http://answers/install.conf");
        run(board, version);
        String screen = board.screen();
        int begin = screen.indexOf(UNTIL_HERE);
        assertThat(begin).as(screen).isNotNegative();
        return withoutChance(screen.substring(begin)
                .replace("\n(I)nstall, (U)pgrade, (A)utoinstall or (S)hell? ", "\n")
                .replaceAll("syncing disks\\.\\.\\.[^!]*", "syncing disks..."));
    }

    private static GuestEnd.How run(Board board, String version) {
        try {
            OpenBsd.from(new SimulatedLabel(Kind.RAMDISK, OpenBsd.NAME, version))
                    .orElseThrow()
                    .run(board);
            throw new AssertionError("an installer does not end by itself");
        } catch (GuestEnd end) {
            return end.how();
        }
    }

    @Test
    void an_unattended_installation_goes_through_to_the_reboot() {
        TableBoard board = board(Optional.empty());

        assertThat(unattended(board, answers())).isEqualTo(normalTranscript("autoinstall-success"));

        InstalledSystem system =
                InstalledSystem.read(board.parts().disks().get(1)).orElseThrow();
        assertThat(system.hostname()).isEqualTo("web1.example.test");
        assertThat(system.rootKeys()).singleElement().asString().startsWith("ssh-ed25519 ");
        assertThat(SystemArea.labelOf(board.parts().disks().get(0))).isEmpty();
    }

    @Test
    void progress_is_redrawn_as_the_real_one_does() {
        TableBoard board = board(Optional.empty());
        unattended(board, answers());

        String real = resource("autoinstall-success.console");
        for (String line : List.of("Get/Verify SHA256.sig", "Installing base76.tgz", "Installing comp76.tgz")) {
            assertThat(lastDrawn(board.screen().replace("\n", "\r\n"), line)).isEqualTo(lastDrawn(real, line));
        }
    }

    private static String lastDrawn(String console, String title) {
        int end = console.indexOf("\r\n", console.indexOf(title));
        String line = console.substring(0, end);
        return line.substring(line.lastIndexOf('\r') + 1).replaceAll("00:0[0-9]", "00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoinstall-invalid-hostname | System hostname = web1 # my host",
                "autoinstall-unanswered-hostname | System hostname =",
                "autoinstall-bad-address | IPv4 address for em0 = 999.1.1.1",
                "autoinstall-bad-route | Default IPv4 route = 10.9.9.9",
                "autoinstall-no-http-server | HTTP Server =",
                "autoinstall-bad-server-directory | Server directory = pub/OpenBSD/9.9/amd64",
                "autoinstall-timezone-missing | What timezone are you in =",
                "autoinstall-timezone-bad | What timezone are you in = Mars/Phobos",
                "autoinstall-template-error | URL to autopartitioning template for disklabel = http://10.0.2.2:8099/badlayout",
                "autoinstall-encrypted | Encrypt the root disk = p; New passphrase = secret; Use (W)hole disk = whole;"
                        + " Location of sets = done",
            })
    void an_answer_that_is_missing_or_wrong_ends_it_as_it_ends_a_real_one(String transcript, String changes) {
        TableBoard board = board(Optional.empty()).page("http://10.0.2.2:8099/badlayout", "garbage line\n");

        assertThat(unattended(board, answers(changes.split("; ?", -1)))).isEqualTo(normalTranscript(transcript));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "autoinstall-unanswered | Password for root account =",
                "autoinstall-invalid-answer | Start sshd(8) by default = maybe",
                "autoinstall-bad-disk | Which disk is the root disk = sd9",
                "autoinstall-bad-user-silent | Setup a user = Ops; Which disk is the root disk = sd9",
                "autoinstall-gpt-silent | Use (W)hole disk MBR, whole disk (G)PT = gpt;"
                        + " URL to autopartitioning template for disklabel = http://10.0.2.2:8099/none",
            })
    void without_an_address_too(String transcript, String changes) {
        List<String> all = new ArrayList<>(List.of("IPv4 address for em0 = none", "Netmask for em0 ="));
        all.addAll(List.of(changes.split("; ?", -1)));

        TableBoard board = TableBoard.unconnected();
        assertThat(unattended(board, answers(all.toArray(String[]::new)))).isEqualTo(normalTranscript(transcript));
    }

    @Test
    void an_existing_openbsd_area_is_silently_kept_if_the_key_does_not_match() {
        TableBoard board = TableBoard.unconnected();
        SystemArea.write(board.parts().disks().get(1), new SimulatedLabel(Kind.SYSTEM, OpenBsd.NAME, "7.5"), "{}\n");

        String screen = unattended(
                board,
                answers(
                        "IPv4 address for em0 = none",
                        "URL to autopartitioning template for disklabel = http://10.0.2.2:8099/none"));

        assertThat(screen).isEqualTo(normalTranscript("autoinstall-existing-openbsd-area"));
    }

    @Test
    void an_unsigned_directory_is_not_trusted() {
        TableBoard board = board(Optional.empty());
        new Mirror().serve(board, SERVER + "nosig/amd64", false);

        assertThat(unattended(board, answers("Server directory = pub/OpenBSD/nosig/amd64")))
                .isEqualTo(normalTranscript("autoinstall-unsigned-cannot-fetch"));
    }

    @Test
    void a_site_set_is_installed_if_both_questions_are_answered() {
        TableBoard board = board(Optional.empty());
        new Mirror()
                .unsigned("site76.tgz", 194)
                .unsigned("site76-web1.tgz", 190)
                .serve(board, SERVER + "site/amd64", true);

        String screen = unattended(
                board,
                answers(
                        "Server directory = pub/OpenBSD/site/amd64",
                        "Set name(s) = site76.tgz -site76-web1.tgz -game* -x* done",
                        "Continue anyway = yes",
                        "Continue without verification = yes"));

        assertThat(screen).startsWith(normalTranscript("autoinstall-site-set"));
    }

    @Test
    void the_mirror_service_says_where_the_machine_may_be_and_who_is_near() {
        TableBoard board = board(Optional.of(TableBoard.lease("")))
                .page(
                        MirrorList.URL,
                        "http://10.0.2.2:8099/pub/OpenBSD\nhttps://cdn.openbsd.org/pub/OpenBSD\tContent Delivery Network\nTZ=Europe/Paris\n");
        String file = answers(
                "IPv4 address for em0 =",
                "Netmask for em0 =",
                "URL to autopartitioning template for disklabel =",
                "HTTP Server =",
                "Public ssh key for root account = ssh-ed25519 AAAA x");

        String real = normalTranscript("autoinstall-mirror-service").replaceAll("Time appears wrong.*\n", "");
        assertThat(unattended(board, file)).startsWith(real);
    }

    @Test
    void sets_from_the_cdrom_are_never_signed() {
        DiskContent iso = content(SimulatedMedia.installIso("7.6").bytes());
        TableBoard board = new TableBoard(BootOrder.NET, Optional.of(iso), Optional.empty());
        board.page("http://answers/install.conf", resource("autoinstall-cdrom-vio0.conf"));
        board.types("http://answers/install.conf");
        run(board, "7.6");

        String screen = board.screen();
        assertThat(withoutChance(screen.substring(screen.indexOf(UNTIL_HERE)))
                        .replaceAll("[|] +[0-9]+ *(KB)? *[0-9:]+", "| N"))
                .startsWith(withoutChance(resource("autoinstall-cdrom-vio0.txt"))
                        .replaceAll("[|] +[0-9]+ *(KB)? *[0-9:]+", "| N")
                        .replace("syncing disks...", "")
                        .strip());
    }

    private static DiskContent content(byte[] bytes) {
        return new DiskContent() {

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long position, byte[] buffer, int offset, int length) {
                System.arraycopy(bytes, (int) position, buffer, offset, length);
                return length;
            }

            @Override
            public void write(long position, byte[] buffer, int offset, int length) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void truncate(long size) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    void a_netbooted_installer_starts_by_itself_and_asks_for_its_files_in_order() {
        TableBoard board =
                new TableBoard(BootOrder.NET, Optional.empty(), Optional.of(TableBoard.lease("auto_install")));
        new Mirror().serve(board, SERVER + "snapshots/amd64", true);
        board.page(
                "http://10.0.2.2/install.conf?path=snapshots/amd64",
                answers(
                        "IPv4 address for em0 =",
                        "Netmask for em0 =",
                        "URL to autopartitioning template for disklabel ="));

        assertThat(run(board, "7.6-current")).isEqualTo(GuestEnd.How.REBOOT);

        String screen = board.screen();
        assertThat(withoutChance(screen.substring(screen.indexOf("erase ^?"))).replace("vmmci0: powerdown\n", ""))
                .isEqualTo(normalTranscript("netboot-autoinstall")
                        .replaceAll(".*/vm1-install.conf.*\n", "")
                        .replace("[vm1] ", ""));
    }

    @Test
    void without_a_file_of_answers_it_asks_where_there_is_one() {
        TableBoard board = new TableBoard(
                        BootOrder.NET, Optional.empty(), Optional.of(TableBoard.lease("auto_install")))
                .types("");
        run(board, "7.6-current");

        String screen = board.screen();
        assertThat(withoutChance(screen.substring(screen.indexOf("erase ^?"))))
                .startsWith(normalTranscript("netboot-no-response-file").replaceAll(".*/vm1-install.conf.*\n", ""));
    }

    @ParameterizedTest
    @CsvSource({"interactive-static", "interactive-dhcp"})
    void a_person_is_asked_the_same(String name) {
        String real = normalTranscript(name);
        boolean dhcp = name.endsWith("dhcp");
        TableBoard board = board(dhcp ? Optional.of(TableBoard.lease("")) : Optional.empty());
        if (dhcp) {
            board.page(MirrorList.URL, """
                    http://10.0.2.2:8099/pub/OpenBSD
                    https://cdn.openbsd.org/pub/OpenBSD\tContent Delivery Network
                    https://ftp.eu.openbsd.org/pub/OpenBSD\tVienna, Austria
                    TZ=Europe/Paris
                    """);
        }
        Typist.typing(real).forEach(board::types);
        run(board, "7.6-current");

        String screen = withoutChance(board.screen().substring(board.screen().indexOf("erase ^?")));
        assertThat(Typist.comparable(screen)).startsWith(Typist.comparable(real));
    }

    @Test
    void a_later_release_asks_for_ipv6_by_autoconf() {
        TableBoard board = board(Optional.empty());
        String screen = unattended(board, answers("IPv6 address for em0 =", "Server directory ="), "7.9");

        assertThat(screen)
                .contains("IPv6 address for vio0? (or 'autoconf' or 'none') [autoconf] autoconf\n")
                .contains("Server directory? [pub/OpenBSD/7.9/amd64] pub/OpenBSD/7.9/amd64\n");
        assertThat(board.fetched).contains("http://10.0.2.2:8099/pub/OpenBSD/7.9/amd64/SHA256.sig");
    }

    @Test
    void a_disk_that_is_too_small_is_full_when_the_sets_are_unpacked() {
        TableBoard board = board(Optional.of(TableBoard.lease("")));
        new Mirror().unsigned("base76.tgz", 90L << 20).serve(board, SERVER + "big/amd64", false);
        String screen = unattended(
                board,
                answers(
                        "IPv4 address for em0 =",
                        "Which disk is the root disk = sd0",
                        "URL to autopartitioning template for disklabel =",
                        "Server directory = pub/OpenBSD/big/amd64",
                        "Continue without verification = yes"));

        assertThat(screen)
                .contains("/mnt: write failed, file system is full\n")
                .endsWith("Installation of base76.tgz failed. Continue anyway? [no] no\nfailed; check /tmp/ai/ai.log");
    }

    @Test
    void a_list_that_was_signed_with_another_key_is_not_trusted() {
        TableBoard board = board(Optional.empty());
        board.page(
                SERVER + "snapshots/amd64/SHA256.sig",
                SignifyKey.ofRelease("7.5").signEmbedded("SHA256 (bsd) = " + "0".repeat(64) + "\n"));

        assertThat(unattended(board, answers()))
                .endsWith("Signature check of SHA256.sig failed. Continue without verification? [no] no\n"
                        + "failed; check /tmp/ai/ai.log");
    }
}
