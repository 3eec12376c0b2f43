package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.host.OpenBsdRelease;
import io.vmm4j.install.AnswerFinding.Kind;
import io.vmm4j.install.InstallTarget.Trait;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our matcher against what the installer of 7.6-current really asked and took. */
class RealInstallerTest {

    private static final OpenBsdRelease CURRENT = new OpenBsdRelease(7, 6, Optional.of("current"));
    private static final String BASE = read("autoinstall-success.conf");
    private static final String NO_NETWORK = without(
            without(
                    without(BASE.replace("IPv4 address for em0 = 10.0.2.15", "IPv4 address for em0 = none"), "Netmask"),
                    "Default IPv4 route"),
            "nothing");

    /** What was given to the installer, in which machine, what it made of it, and whether that was its end. */
    record Run(String transcript, String answers, InstallTarget target, Set<Kind> findings) {
        @Override
        public String toString() {
            return transcript;
        }
    }

    static List<Run> runs() {
        InstallTarget machine = machine(Trait.DISPLAY);
        String bad = "http://10.0.2.2:8099/none";
        return List.of(
                new Run("autoinstall-success", BASE, machine, Set.of()),
                new Run(
                        "autoinstall-cdrom-vio0",
                        read("autoinstall-cdrom-vio0.conf"),
                        new InstallTarget(
                                CURRENT,
                                List.of("vio0"),
                                List.of("sd0", "sd1"),
                                List.of("cd0"),
                                Optional.empty(),
                                Set.of(),
                                EnumSet.of(Trait.NETBOOTED)),
                        Set.of()),
                new Run(
                        "autoinstall-bad-address",
                        BASE.replace("IPv4 address for em0 = 10.0.2.15", "IPv4 address for em0 = 999.1.1.1"),
                        machine,
                        Set.of(Kind.ABORTS)),
                new Run(
                        "autoinstall-bad-route",
                        BASE.replace("Default IPv4 route = 10.0.2.2", "Default IPv4 route = 10.9.9.9"),
                        machine,
                        Set.of(Kind.ABORTS, Kind.UNANSWERED)),
                new Run(
                        "autoinstall-bad-disk",
                        NO_NETWORK.replace("root disk = sd1", "root disk = sd9"),
                        machine,
                        Set.of(Kind.ABORTS)),
                new Run(
                        "autoinstall-bad-user-silent",
                        NO_NETWORK
                                .replace("Setup a user = no", "Setup a user = Ops")
                                .replace("root disk = sd1", "root disk = sd9"),
                        machine,
                        Set.of(Kind.IGNORED, Kind.ABORTS)),
                new Run(
                        "autoinstall-encrypted",
                        twice(BASE, "Use (W)hole disk")
                                .replace("Encrypt the root disk = no", "Encrypt the root disk = p\nNew passphrase = x")
                                .replace("Location of sets = http", "Location of sets = done"),
                        machine,
                        Set.of()),
                new Run(
                        "autoinstall-existing-openbsd-area",
                        NO_NETWORK.replace("http://10.0.2.2:8099/layout", bad),
                        machine.with(Trait.OPENBSD_AREA),
                        Set.of()),
                new Run(
                        "autoinstall-gpt-silent",
                        NO_NETWORK
                                .replace("whole disk (G)PT = whole", "whole disk (G)PT = gpt")
                                .replace("http://10.0.2.2:8099/layout", bad),
                        machine,
                        Set.of(Kind.IGNORED)),
                new Run(
                        "autoinstall-invalid-answer",
                        NO_NETWORK.replace("sshd(8) by default = yes", "sshd(8) by default = maybe"),
                        machine,
                        Set.of(Kind.ABORTS)),
                new Run(
                        "autoinstall-invalid-hostname",
                        BASE.replace("System hostname = web1", "System hostname = web1 # my host"),
                        machine,
                        Set.of(Kind.ABORTS)),
                new Run("autoinstall-no-http-server", without(BASE, "HTTP Server"), machine, Set.of(Kind.UNANSWERED)),
                new Run("autoinstall-unanswered", without(NO_NETWORK, "Password"), machine, Set.of(Kind.UNANSWERED)),
                new Run(
                        "autoinstall-unanswered-hostname",
                        without(BASE, "System hostname"),
                        machine,
                        Set.of(Kind.UNANSWERED)),
                new Run(
                        "autoinstall-timezone-missing",
                        without(BASE, "What timezone"),
                        machine,
                        Set.of(Kind.UNANSWERED)),
                new Run(
                        "autoinstall-timezone-bad",
                        BASE.replace("timezone are you in = UTC", "timezone are you in = Mars/Phobos"),
                        machine,
                        Set.of(Kind.ABORTS, Kind.UNANSWERED)),
                new Run(
                        "autoinstall-site-set",
                        BASE.replace("pub/OpenBSD/snapshots/amd64", "pub/OpenBSD/site/amd64")
                                        .replace("= -game* -x* done", "= site76.tgz -site76-web1.tgz -game* -x* done")
                                + "Continue anyway = yes\nContinue without verification = yes\n",
                        machine,
                        Set.of()));
    }

    private static InstallTarget machine(Trait... traits) {
        return new InstallTarget(
                CURRENT,
                List.of("em0"),
                List.of("sd0", "sd1"),
                List.of(),
                Optional.empty(),
                Set.of(),
                EnumSet.copyOf(List.of(traits)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void asks_and_answers_what_the_installer_did(Run run) {
        InstallerDialogue dialogue = InstallerDialogue.run(ResponseFile.parse(run.answers()), run.target());

        List<String> said = questionsOf(run.transcript() + ".txt");
        assertThat(printed(dialogue)).startsWith(said.toArray(String[]::new));
        // A run that was ended by what lies outside of the questions stops earlier than ours.
        if (said.get(said.size() - 1).startsWith("What timezone")) {
            assertThat(printed(dialogue)).hasSameSizeAs(said);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void finds_what_the_installer_stumbled_over(Run run) {
        InstallerDialogue dialogue = InstallerDialogue.run(ResponseFile.parse(run.answers()), run.target());

        Set<Kind> found = dialogue.findings().stream().map(AnswerFinding::kind).collect(Collectors.toSet());
        assertThat(found).containsAll(run.findings());
        if (run.findings().isEmpty()) {
            assertThat(found).doesNotContain(Kind.UNANSWERED, Kind.ABORTS, Kind.IGNORED, Kind.SWALLOWED);
        }
    }

    private static List<String> printed(InstallerDialogue dialogue) {
        return dialogue.replies().stream().map(InstallerDialogue.Reply::printed).toList();
    }

    private static List<String> questionsOf(String transcript) {
        return read(transcript)
                .lines()
                .filter(line -> line.matches("[A-Z(].*\\?.* \\S.*|Public ssh key for user.*"))
                .filter(line -> !line.startsWith("Question has no answer") && !line.startsWith("(I)nstall"))
                // A question that ends the run is printed without an answer.
                .filter(
                        line -> !line.matches(
                                "(HTTP Server\\?|System hostname\\?|Default IPv4 route\\?|What timezone.*).* \\(.*\\)|What timezone are you in\\? \\('\\?' for list\\)"))
                .toList();
    }

    private static String without(String text, String key) {
        return text.lines()
                .filter(line -> !line.startsWith(key))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String twice(String text, String key) {
        return text.lines()
                .map(line -> line.startsWith(key) ? line + "\n" + line + "\n" : line + "\n")
                .collect(Collectors.joining());
    }

    private static String read(String name) {
        try (InputStream in = RealInstallerTest.class.getResourceAsStream("installer-7.6/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
