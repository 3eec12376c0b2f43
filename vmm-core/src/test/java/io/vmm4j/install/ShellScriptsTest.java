package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.host.OpenBsdRelease;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * Scenario 45 for guests: whatever a setup holds, the scripts made of it run in real shells, and every text arrives as it
 * was. The programs of a guest are functions here that note their arguments, and its files lie in a directory of ours.
 */
class ShellScriptsTest {

    private static final List<List<String>> SHELLS = List.of(List.of("sh"), List.of("mksh"), List.of("busybox", "sh"));
    private static final String PRELUDE = """
            note() { for word; do printf '%s\\0' "$word"; done >> LOG; printf '\\0' >> LOG; }
            mkdir() { :; }; chmod() { :; }; chown() { :; }; rm() { :; }; systemctl() { :; }; install() { :; }
            update_grub() { :; }; cat() { :; }
            useradd() { note useradd "$@"; }
            adduser() { note adduser "$@"; }
            apk() { note apk "$@"; }
            chpasswd() { read -r line; note chpasswd "$line"; }
            """;

    private Path directory;

    @BeforeTry
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("guest");
    }

    @AfterTry
    void removeDirectory() throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Provide
    Arbitrary<GuestSetup> linux() {
        return SetupArbitraries.setups(Setups.SHA);
    }

    @Provide
    Arbitrary<GuestSetup> openBsd() {
        return SetupArbitraries.setups(Setups.BCRYPT);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void debians_script_says_what_was_meant(@ForAll("linux") GuestSetup setup) throws Exception {
        GuestFiles files = DebianPreseedInstaller.create().files(Setups.linux(), setup);
        String script = text(files, DebianPreseedInstaller.SCRIPT);
        for (List<String> shell : shells()) {
            List<List<String>> calls = run(shell, script);

            List<List<String>> expected = new ArrayList<>();
            expected.add(List.of("chpasswd", "root:" + hash(setup.root().password())));
            for (GuestUser user : setup.users()) {
                String name = user.name().value();
                expected.add(List.of(
                        "useradd",
                        "-m",
                        "-s",
                        "/bin/bash",
                        "-c",
                        user.fullName().orElse(name),
                        name));
                expected.add(List.of("chpasswd", name + ":" + hash(user.password())));
            }
            assertThat(calls).isEqualTo(expected);
            assertKeys(setup);
            if (!setup.firstBoot().isEmpty()) {
                assertCommands(shell, Files.readString(directory.resolve("var/lib/vmm4j/firstboot")), setup);
            }
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void alpines_script_says_what_was_meant(@ForAll("linux") GuestSetup setup) throws Exception {
        GuestFiles files = AlpineInstaller.create().files(Setups.linux(), setup);
        for (List<String> shell : shells()) {
            List<List<String>> calls = run(shell, text(files, AlpineInstaller.SETUP));

            assertThat(calls.stream().filter(call -> call.get(0).equals("adduser")))
                    .extracting(call -> call.get(5))
                    .isEqualTo(setup.users().stream()
                            .map(user -> user.fullName().orElse(user.name().value()))
                            .toList());
            assertKeys(setup);
            if (!setup.firstBoot().isEmpty()) {
                String boot = Files.readString(directory.resolve("etc/local.d/vmm4j-firstboot.start"));
                assertCommands(shell, boot, setup);
            }
        }
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void openbsds_site_says_what_was_meant(@ForAll("openBsd") GuestSetup setup) throws Exception {
        GuestFiles files =
                OpenBsdInstaller.of(new OpenBsdRelease(7, 8, Optional.empty())).files(Setups.openBsd(), setup);
        for (List<String> shell : shells()) {
            if (files.find(SiteSet.SCRIPT).isPresent()) {
                List<List<String>> calls = run(shell, text(files, SiteSet.SCRIPT));

                assertThat(calls).hasSize(Math.max(0, setup.users().size() - 1));
                if (setup.users().size() > 1) {
                    GuestUser second = setup.users().get(1);
                    assertThat(calls.get(0))
                            .contains(
                                    second.fullName().orElse(second.name().value()),
                                    second.name().value());
                }
            }
            Optional<GuestFile> first = files.find("/etc/vmm4j.firsttime");
            assertThat(first.isPresent())
                    .isEqualTo(!setup.firstBoot().isEmpty() || !setup.packages().isEmpty());
            if (!setup.firstBoot().isEmpty()) {
                assertCommands(
                        shell, "\n" + first.orElseThrow().content().text().replace("/usr/sbin/pkg_add", ":"), setup);
            }
        }
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void openbsds_answers_are_all_taken(@ForAll("openBsd") GuestSetup setup) {
        String answers = text(
                OpenBsdInstaller.of(new OpenBsdRelease(7, 8, Optional.empty())).files(Setups.openBsd(), setup),
                AnswerServer.answersFor(setup.lladdr()));

        ResponseFile file = ResponseFile.parse(answers);
        assertThat(file.text()).isEqualTo(answers);
        setup.users().stream()
                .limit(1)
                .forEach(user -> assertThat(file.lines())
                        .contains(new ResponseFile.Line(
                                "Full name for user " + user.name(),
                                user.fullName().orElse(user.name().value()))));
    }

    @Provide
    Arbitrary<String> texts() {
        return SetupArbitraries.texts();
    }

    @Property(tries = 3000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void a_name_that_passes_needs_no_quoting_anywhere(@ForAll("texts") String text) {
        for (Function<String, ?> value :
                List.<Function<String, ?>>of(Hostname::of, UserName::of, PackageName::of, TimeZone::of)) {
            SetupArbitraries.tried(value, text)
                    .ifPresent(name -> assertThat(name.toString()).matches("[A-Za-z0-9_][A-Za-z0-9._/+%-]*"));
        }
    }

    private static String hash(Optional<PasswordHash> hash) {
        return hash.map(PasswordHash::text).orElse("*");
    }

    private void assertKeys(GuestSetup setup) throws IOException {
        for (GuestUser user : setup.users()) {
            if (!user.keys().isEmpty()) {
                assertThat(Files.readString(directory.resolve("home/" + user.name() + "/.ssh/authorized_keys"))
                                .split("\n"))
                        .containsExactly(
                                user.keys().stream().map(SshPublicKey::toString).toArray(String[]::new));
            }
        }
        if (setup.hostKey().isPresent()) {
            assertThat(directory.resolve("etc/ssh/ssh_host_ed25519_key"))
                    .hasContent(setup.hostKey().get().privateKey());
        }
    }

    /** Runs no command of the first boot, but notes what its shell would be given. */
    private void assertCommands(List<String> shell, String script, GuestSetup setup) throws Exception {
        List<List<String>> calls = run(shell, script.replace("\n/bin/sh -c '", "\nnote '"));

        assertThat(calls)
                .isEqualTo(setup.firstBoot().stream()
                        .map(command -> List.of(command.script()))
                        .toList());
    }

    private List<List<String>> run(List<String> shell, String script) throws Exception {
        for (String path : List.of(
                "etc/ssh/sshd_config.d",
                "etc/default/grub.d",
                "etc/local.d",
                "etc/systemd/system",
                "var/lib/vmm4j",
                "root/.ssh",
                "home/ops/.ssh",
                "home/dev-2/.ssh")) {
            Files.createDirectories(directory.resolve(path));
        }
        Path log = directory.resolve("log");
        Files.deleteIfExists(log);
        String ours = script.replace("'update-grub'", "update_grub")
                .replace("'rc-update'", ":")
                .replace(" > '/", " > '" + directory + "/")
                .replace(" >> /", " >> " + directory + "/");
        List<String> argv = new ArrayList<>(shell);
        argv.add("-s");

        Machine.Said said = Machine.say(PRELUDE.replace("LOG", "'" + log + "'") + ours, argv);

        assertThat(said.stderr()).isEmpty();
        assertThat(said.stdout()).isEmpty();
        assertThat(said.status()).isZero();
        return Files.exists(log) ? calls(new String(Files.readAllBytes(log), StandardCharsets.UTF_8)) : List.of();
    }

    private static List<List<String>> calls(String log) {
        List<List<String>> calls = new ArrayList<>();
        List<String> call = new ArrayList<>();
        for (String word : log.split("\0", -1)) {
            if (word.isEmpty() && !call.isEmpty()) {
                calls.add(List.copyOf(call));
                call.clear();
            } else if (!word.isEmpty()) {
                call.add(word);
            }
        }
        return calls;
    }

    private static List<List<String>> shells() {
        SHELLS.forEach(shell -> {
            if ("all".equals(System.getProperty("vmm4j.require"))) {
                Machine.require(shell.get(0));
            }
        });
        return SHELLS.stream().filter(shell -> Machine.has(shell.get(0))).toList();
    }

    private static String text(GuestFiles files, String name) {
        return files.find(name).orElseThrow().content().text();
    }
}
